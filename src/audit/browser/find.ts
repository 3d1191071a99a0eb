import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
];

const MAC = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS = [
  String.raw`Google\Chrome\Application\chrome.exe`,
  String.raw`Chromium\Application\chrome.exe`,
  String.raw`Microsoft\Edge\Application\msedge.exe`,
];

/** What to do when there is no browser. */
export const INSTALL = 'install Chromium, Chrome or Edge, or set CHROMIUM to the path of one';

/**
 * The path of a Chromium, Chrome or Edge. The one that the variable `CHROMIUM` names is the only one that counts, if it is set: what
 * does not run is then not replaced by another one in silence.
 */
export function findBrowser(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(paths.delimiter).filter((folder) => folder !== '');
  const onPath = (name: string): string[] => folders.map((folder) => paths.join(folder, name));
  const named = env['CHROMIUM'] ?? '';
  if (named !== '') return (/[/\\]/.test(named) ? [named] : onPath(named)).find(isProgram);
  const suffix = platform === 'win32' ? '.exe' : '';
  return [...NAMES.flatMap((name) => onPath(name + suffix)), ...usual(env, platform)].find(isProgram);
}

function usual(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', ...(env['HOME'] ? [`${env['HOME']}/Applications`] : [])];
    return folders.flatMap((folder) => MAC.map((name) => path.posix.join(folder, name)));
  }
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    return folders.flatMap((folder) => (folder ? WINDOWS.map((name) => path.win32.join(folder, name)) : []));
  }
  return [
    '/usr/bin/chromium',
    '/snap/bin/chromium',
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
  ];
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
