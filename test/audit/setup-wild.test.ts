import { expect, test } from 'vitest';
import { audit } from '../../src/audit/run.ts';
import { setUp } from '../../src/audit/setup/set-up.ts';
import { Served } from './support/setup-server.ts';
import { WILD } from './support/setup-wild.ts';

test.each(Object.entries(WILD))('%s', async (_, { app, curl, me, refresh, logout }) => {
  await using served = await Served.start(app());
  const helper = {
    allowHosts: [],
    maxRequests: 2_000,
    signal: new AbortController().signal,
    tell: () => undefined,
    counted: () => undefined,
    confirm: async () => undefined,
  };
  const plan = await setUp(
    { source: { kind: 'curl', texts: [curl(served.origin)] }, bases: [], env: {}, patience: 300 },
    helper,
  );
  const path = (step: { method: string; url: string } | undefined): string | undefined =>
    step && `${step.method} ${step.url.replace(/\?.*/, '')}`;
  expect([path(plan.me), path(plan.refresh), path(plan.logout)]).toEqual([me, refresh, logout]);
  const outcome = await audit(plan, { probes: ['P01', 'P02'] });
  expect(outcome.probes.map(({ id, verdict, evidence }) => ({ id, verdict, evidence }))).toMatchObject([
    { id: 'P01', verdict: 'pass' },
    { id: 'P02', verdict: 'pass' },
  ]);
});
