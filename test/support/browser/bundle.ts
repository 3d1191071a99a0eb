import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type BuildOptions } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What a page loads: `entry`, a path from the root, with all that it imports, as one script. `curfew` means the sources. */
export function bundle(entry: string): Promise<string> {
  return built({ entryPoints: [ROOT + entry], format: 'iife' });
}

/** Bytes of everything that `curfew/<entry>` exports, minified and gzipped, without the library that it binds. */
export async function gzippedSize(entry: string): Promise<number> {
  const script = await built({
    stdin: { contents: `export * from 'curfew/${entry}'`, resolveDir: ROOT, loader: 'ts' },
    format: 'esm',
    external: ['react', 'axios', 'zustand', 'jotai', '@reduxjs/*', '@tanstack/*', '@apollo/*'],
  });
  return gzipSync(script, { level: 9 }).length;
}

async function built(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    ...options,
    absWorkingDir: ROOT,
    tsconfig: `${ROOT}tsconfig.json`,
    bundle: true,
    write: false,
    minify: true,
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('');
}
