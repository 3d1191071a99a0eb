import { expect, it } from 'vitest';
import { doubleSpend } from '../../src/audit/probes/p06-double-spend.ts';
import { race } from '../../src/audit/probes/p05-race.ts';
import type { Probe } from '../../src/audit/probe.ts';
import { probeTarget, runProbe } from './support/probe-run.ts';
import { raceServer, type RaceServer } from './support/probe-race-server.ts';

/** `RACES=20` runs each application with a fault 20 times, and each sound one 100 times; otherwise there is little time. */
const RUNS = Number(process.env['RACES'] ?? 1);
const SOUND = process.env['RACES'] === undefined ? 2 : 5 * RUNS;
const TIME = 60_000 + RUNS * 120_000;

async function verdicts(runs: number, one: () => Promise<string>): Promise<string[]> {
  const all: string[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await one());
  return all;
}

/** Found in at least 19 of 20 runs. */
function expectFound(seen: readonly string[]): void {
  const found = seen.filter((verdict) => verdict === 'fail').length;
  expect(found, seen.join(' ')).toBeGreaterThanOrEqual(Math.floor(seen.length * 0.95));
}

const onServer = (probe: Probe, shape: Partial<RaceServer>) => async (): Promise<string> => {
  await using server = await raceServer(shape);
  return (await runProbe(probe, server.plan)).result.verdict;
};
const onTarget = (probe: Probe, name: string) => async (): Promise<string> =>
  (await probeTarget(probe, name)).result.verdict;

const WINDOWS: readonly Partial<RaceServer>[] = [
  {},
  { refreshWork: 30, jitter: 3 },
  { logoutWork: 30, jitter: 3 },
  { refreshWork: 40, logoutWork: 10, jitter: 10, refusesReplaced: true },
];

it(
  'P05 finds the window of 5 ms of a target',
  async () => {
    expectFound(await verdicts(RUNS, onTarget(race, 'express-refresh-race')));
  },
  TIME,
);

it.each(WINDOWS)(
  'P05 finds a window of 5 ms wherever it lies: %j',
  async (shape) => {
    expectFound(await verdicts(RUNS, onServer(race, shape)));
  },
  TIME,
);

it.each(WINDOWS)(
  'P05 does not report the same with an atomic write: %j',
  async (shape) => {
    const seen = await verdicts(RUNS, onServer(race, { ...shape, atomic: true }));
    expect(seen.filter((verdict) => verdict !== 'pass')).toEqual([]);
  },
  TIME,
);

it.each(['fastify-refresh-atomic', 'koa-refresh-grace', 'express-rotation-with-reuse-detection'])(
  'P05 and P06 never report %s',
  async (name) => {
    const seen = await verdicts(SOUND, onTarget(race, name));
    seen.push(...(await verdicts(SOUND, onTarget(doubleSpend, name))));
    expect(seen.filter((verdict) => verdict !== 'pass')).toEqual([]);
  },
  TIME,
);

it(
  'P06 finds the window of 5 ms of a target',
  async () => {
    expectFound(await verdicts(RUNS, onTarget(doubleSpend, 'hono-double-spend')));
  },
  TIME,
);

it.each(WINDOWS)(
  'P06 finds it where each refresh writes a session of its own: %j',
  async (shape) => {
    expectFound(await verdicts(RUNS, onServer(doubleSpend, { ...shape, forks: true })));
  },
  TIME,
);

it('P05 finds an access token that outlives the logout alone, unless the plan allows it', async () => {
  await using server = await raceServer({ looseAccess: true });
  const { result } = await runProbe(race, server.plan);
  expect(result).toMatchObject({ verdict: 'fail' });
  expect(result.worstCase).toBeUndefined();
  const budget = { ...server.plan.budget, access: 900_000 };
  const allowed = (await runProbe(race, { ...server.plan, budget })).result;
  expect(allowed).toMatchObject({ verdict: 'pass' });
  expect(allowed.notes.join(' ')).toContain('only refresh tokens were looked at');
});

it('P05 says nothing when the plan lets everything live on', async () => {
  await using server = await raceServer();
  const budget = { ...server.plan.budget, access: 900_000, refresh: 900_000 };
  const { result } = await runProbe(race, { ...server.plan, budget });
  expect(result).toMatchObject({ verdict: 'inconclusive' });
});

it('P06 tells a grace period from a double spend', async () => {
  const { result } = await probeTarget(doubleSpend, 'koa-refresh-grace');
  expect(result.evidence).toContain('20 times both got the same successor');
});

it('P06 does not take a successor for a second one that the other has replaced', async () => {
  await using server = await raceServer();
  const { result } = await runProbe(doubleSpend, server.plan);
  expect(result.verdict).toBe('pass');
  expect(result.evidence).toContain('only one of the two successors lived on');
});

it.each([race, doubleSpend])(
  '$id says nothing when most refreshes are answered 429',
  async (probe) => {
    await using server = await raceServer({ atomic: true, limit: 12 });
    const { result } = await runProbe(probe, server.plan);
    expect(result.verdict).toBe('inconclusive');
    expect(result.evidence).toContain('429');
  },
  120_000,
);

it('P05 says nothing when the cap comes first', async () => {
  await using server = await raceServer({ atomic: true });
  const { result } = await runProbe(race, server.plan, { most: 80 });
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(result.evidence).toContain('cap of 80 requests');
});

it('P05 says nothing when a logout leaves tokens alive without any race', async () => {
  const { result } = await probeTarget(race, 'nestjs-refresh-survives');
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(result.evidence).toContain('without any race');
});

it.each([race, doubleSpend])('$id wants a refresh in the plan', async (probe) => {
  await using server = await raceServer();
  expect(probe.notRun({ ...server.plan, refresh: undefined })?.configure).toContain('refresh');
  expect(probe.notRun(server.plan)).toBeUndefined();
});
