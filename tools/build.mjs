/**
 * Builds `dist/`: the sources compiled file by file, with the other files that they read laid beside them.
 */
import { chmodSync, cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fail, isMain, root, runNode } from './node.mjs';

const asset = /\.(json|lua|sql)$/;

/**
 * @returns {Promise<number>} the exit code of the compiler
 */
export async function build() {
  const src = path.join(root, 'src');
  const dist = path.join(root, 'dist');
  rmSync(dist, { recursive: true, force: true });
  const { code } = await runNode(path.join(root, 'node_modules/typescript/bin/tsc'), [
    '--project',
    path.join(root, 'tsconfig.build.json'),
  ]);
  if (code !== 0) return code;
  for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    if (asset.test(file)) cpSync(path.join(src, file), path.join(dist, file));
  }
  const bin = path.join(dist, 'cli/main.js');
  if (existsSync(bin)) chmodSync(bin, 0o755);
  return 0;
}

if (isMain(import.meta.url)) process.exitCode = await build().catch(fail);
