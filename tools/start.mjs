/**
 * `npm start`: installs what is missing, builds, and serves the demonstration until it is told to stop.
 * Everything in the environment (PORT, CURFEW_DB, …) reaches the server.
 *
 * The script in package.json says `exec`, so that no shell stands between npm and this process and a signal to npm
 * arrives here; where there is no `exec` (Windows), what follows `||` runs.
 */
import path from 'node:path';
import { buildDemo } from './build-demo.mjs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { fail, root, runNode } from './node.mjs';

try {
  await install();
  for (const step of [build, buildDemo]) {
    const built = await step();
    if (built > 128) process.exit(built);
    if (built !== 0) fail('The build failed (see above): nothing was started.');
  }
  const { code } = await runNode(path.join(root, 'demo/server.ts'));
  process.exitCode = code;
} catch (error) {
  fail(error);
}
