/**
 * Builds the pages of the demo, `front/`, into `dist/`, unless what is there was made of the same files. Run by
 * `tools/build-demo.mjs`, after `tools/build.mjs`: `curfew` means what that has built.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const front = path.join(here, 'front');
const dist = path.join(here, 'dist');
/** Says of which files the pages were made. Written last. */
const stamp = path.join(dist, '.made-of');

/** All that the pages are made of: their own files, the library as built, and the versions of everything else. */
const SOURCES = ['front', 'build.ts', '../dist', '../package-lock.json'];

async function filesIn(start: string): Promise<string[]> {
  const names = await readdir(start, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (!names) return [start];
  return names.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
}

async function hashOf(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  const files = await Promise.all(sources.map((source) => filesIn(path.join(here, source))));
  for (const file of files.flat().toSorted()) {
    hash.update(`${path.relative(here, file)}\n`).update(await readFile(file));
  }
  return hash.digest('hex');
}

/**
 * Puts what was built where it is served, file by file, the pages after what they name: a server that runs, or
 * another build of the same, never finds half of it.
 */
async function place(made: string): Promise<void> {
  const files = (await filesIn(made)).map((file) => path.relative(made, file));
  const isPage = (file: string): boolean => file.endsWith('.html');
  for (const file of files.toSorted((a, b) => Number(isPage(a)) - Number(isPage(b)))) {
    await mkdir(path.dirname(path.join(dist, file)), { recursive: true });
    await rename(path.join(made, file), path.join(dist, file));
  }
  for (const file of await filesIn(path.join(dist, 'assets'))) {
    if (!files.includes(path.relative(dist, file))) await rm(file, { force: true });
  }
}

async function make(): Promise<void> {
  await mkdir(dist, { recursive: true });
  const made = await mkdtemp(path.join(dist, '.new-'));
  try {
    await build({
      root: front,
      configFile: false,
      logLevel: 'warn',
      plugins: [react()],
      build: {
        outDir: made,
        emptyOutDir: true,
        // The policy of the server allows neither inline scripts nor images in `data:` URLs.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: ['index.html', 'elsewhere.html'].map((page) => path.join(front, page)) },
      },
    });
    await place(made);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

try {
  const wanted = await hashOf(SOURCES);
  const present = existsSync(stamp) ? await readFile(stamp, 'utf8') : '';
  if (present !== wanted) {
    await make();
    await writeFile(stamp, wanted);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
