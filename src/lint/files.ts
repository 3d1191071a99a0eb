import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { PathConfig } from './engine/paths.ts';
import type { Source } from './engine/program.ts';
import { configOf, readVersions } from './manifests.ts';

/** What was found below the paths that were given. */
export interface Found {
  readonly sources: readonly Source[];
  /** Whether no folder was given, so that there may be more files than these. */
  readonly isLoose: boolean;
  readonly configs: readonly PathConfig[];
  /** The version that a package.json asks for, by dependency. */
  readonly versions: ReadonlyMap<string, string>;
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
}

const CODE = /\.([cm]?[jt]sx?|vue|svelte)$/;
const NOT_CODE = /\.min\.[cm]?js$|\.d\.[cm]?ts$|\.bundle\.js$/;
const SKIPPED = new Set([
  'node_modules',
  'dist',
  'build',
  'coverage',
  'bower_components',
  '.next',
  '.nuxt',
  '.git',
  '.cache',
  '.turbo',
  '.output',
  '.svelte-kit',
  '.yarn',
]);
const TESTS = /(^|\/)(__tests__|__mocks__|cypress|e2e)\/|\.(test|spec|e2e|stories|cy)\.[cm]?[jt]sx?$/;
/** Bytes: what is larger is not read at all. */
const LARGEST = 4_000_000;

/** Reads all code below `paths`. Names are relative to `cwd`, with `/`. Throws when a path does not exist. */
export function findFiles(paths: readonly string[], cwd: string): Found {
  const sources: Source[] = [];
  const configs: PathConfig[] = [];
  const versions = new Map<string, string>();
  const unreadable: { file: string; reason: string }[] = [];
  const seen = new Set<string>();
  const patterns = ignoredBy(cwd);
  /** What was asked for by name is read, whatever .gitignore says; and that says nothing of what is elsewhere. */
  let ignored = patterns;
  const named = (path: string): string => relative(cwd, path).split(sep).join('/') || '.';
  const take = (path: string): void => {
    const file = named(path);
    if (seen.has(path)) return;
    seen.add(path);
    const base = file.split('/').at(-1) ?? '';
    try {
      if (statSync(path).size > LARGEST) throw new Error(`larger than ${LARGEST} bytes`);
      if (/^[tj]sconfig(\.\w+)?\.json$/.test(base))
        configs.push(...configOf(file, readFileSync(path, 'utf8')));
      else if (base === 'package.json') readVersions(readFileSync(path, 'utf8'), versions);
      else sources.push({ file, text: readFileSync(path, 'utf8').replace(/^\uFEFF/, '') });
    } catch (error) {
      unreadable.push({ file, reason: error instanceof Error ? error.message : String(error) });
    }
  };
  const folder = (path: string): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(path, { withFileTypes: true });
    } catch (error) {
      unreadable.push({ file: named(path), reason: error instanceof Error ? error.message : String(error) });
      return;
    }
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name) && !ignored(`${named(inner)}/`)) folder(inner);
      } else if (
        entry.isFile() &&
        isWanted(entry.name) &&
        !TESTS.test(named(inner)) &&
        !ignored(named(inner))
      )
        take(inner);
    }
  };
  let isLoose = true;
  for (const path of paths) {
    const whole = resolve(cwd, path);
    const stat = statSync(whole, { throwIfNoEntry: false });
    if (!stat) throw new Error(`there is no ${path}`);
    const name = named(whole);
    ignored = name.startsWith('../') || patterns(`${name}/`) ? () => false : patterns;
    if (!stat.isDirectory()) take(whole);
    else {
      isLoose = false;
      folder(whole);
    }
  }
  return { sources, isLoose: isLoose || sources.length === 1, configs, versions, unreadable };
}

function isWanted(name: string): boolean {
  if (name === 'package.json' || /^[tj]sconfig(\.\w+)?\.json$/.test(name)) return true;
  return CODE.test(name) && !NOT_CODE.test(name);
}

/** The plain lines of the .gitignore at the root: names, folders, and `*` within a name. */
function ignoredBy(cwd: string): (file: string) => boolean {
  let text = '';
  try {
    text = readFileSync(join(cwd, '.gitignore'), 'utf8');
  } catch {
    return () => false;
  }
  const patterns = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('!') && line.length < 200)
    .map((line) => {
      const isRooted = /^\/|\/./.test(line);
      const name = line.replace(/^\/|\/$/g, '').replace(/[.+^${}()|[\]\\]/g, '\\$&');
      const glob = name
        .replace(/\*\*\/?/g, '\0')
        .replace(/\*/g, '[^/]*')
        .replace(/\?/g, '[^/]')
        .replaceAll('\0', '.*');
      return new RegExp(`${isRooted ? '^' : '(^|/)'}${glob}${line.endsWith('/') ? '/' : '(/|$)'}`);
    });
  return (file) => patterns.some((one) => one.test(file));
}
