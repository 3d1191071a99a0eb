/**
 * Finds the browser that the tests drive, and on Debian and its kin installs it when it is missing.
 */
import { fail, isMain } from './node.mjs';
import { findProgram, installPackage } from './programs.mjs';

const chromium = {
  variable: 'CHROMIUM',
  elsewhere: [
    '/usr/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
};

/**
 * @returns {Promise<string>} the path of a Chromium; the one that the variable CHROMIUM names comes first
 * @throws {Error} when there is none and it could not be installed
 */
export async function ensureChromium() {
  const present = findProgram(chromium);
  if (present !== undefined) return present;
  await installPackage('chromium', 'Installing Chromium for the browser tests (apt-get) …');
  const installed = findProgram(chromium);
  if (installed !== undefined) return installed;
  throw new Error(
    'The browser tests need Chromium: install the package "chromium" (or Google Chrome), or set CHROMIUM to its path.',
  );
}

if (isMain(import.meta.url)) {
  await ensureChromium().then((file) => process.stdout.write(`${file}\n`), fail);
}
