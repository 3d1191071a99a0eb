// Many worlds: `npm run test:simulation -- --seeds 10000 --seed 1`. One seed alone prints the course of its world.
import { parseArgs } from 'node:util';
import path from 'node:path';
import { root, runNode } from './node.mjs';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
const env = { ...process.env, SEEDS: values.seeds, SEED: values.seed };
const { code } = await runNode(vitest, ['run', 'test/simulation'], { env });
process.exitCode = code;
