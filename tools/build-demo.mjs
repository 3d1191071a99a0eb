/**
 * Builds the pages of the demonstration, which takes the library as `tools/build.mjs` has built it.
 */
import path from 'node:path';
import { fail, isMain, root, runNode } from './node.mjs';

/**
 * @returns {Promise<number>} 0, or the exit code of what failed; what it says is printed
 */
export async function buildDemo() {
  const { code } = await runNode(path.join(root, 'demo/build.ts'));
  return code;
}

if (isMain(import.meta.url)) process.exitCode = await buildDemo().catch(fail);
