import { expect, it } from 'vitest';
import { KEY } from './key.ts';
import { simulate } from './world.ts';

const SEEDS = Number(process.env['SEEDS'] ?? 200);
const FIRST = Number(process.env['SEED'] ?? 1);
/** Whether the first violation is enough. */
const STOP = process.env['STOP'] !== undefined;
const TIMEOUT = 60_000 + SEEDS * 5_000;

/** How many facts a store tells at once; nodes that are told two are for long told only a part. */
const PORTIONS = process.env['PORTION'] === undefined ? [1_000, 2] : [Number(process.env['PORTION'])];

it.each(PORTIONS)(
  `breaks no law in ${SEEDS} worlds, from seed ${FIRST} on, told %i facts at once`,
  {
    timeout: TIMEOUT,
  },
  async (portion) => {
    const total: Record<string, number> = {};
    const broken: string[] = [];
    for (let seed = FIRST; seed < FIRST + SEEDS; seed += 1) {
      if (STOP && broken.length > 0) break;
      const { violations, counts, trace } = await simulate(seed, KEY, portion);
      if (SEEDS === 1) console.log(trace);
      for (const violation of violations) broken.push(`seed ${seed}: ${violation}`);
      for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
    }
    console.log(`${SEEDS} worlds, ${portion} facts at once: ${JSON.stringify(total)}`);
    expect(broken).toEqual([]);
    if (SEEDS >= 50)
      for (const count of Object.values(total))
        expect(count, 'all of it must have happened').toBeGreaterThan(0);
  },
);

it('gives the same world for the same seed, and another for another', { timeout: TIMEOUT }, async () => {
  const [one, again, other] = [
    await simulate(FIRST, KEY),
    await simulate(FIRST, KEY),
    await simulate(FIRST + 1, KEY),
  ];
  expect(again.trace).toBe(one.trace);
  expect(other.trace).not.toBe(one.trace);
});
