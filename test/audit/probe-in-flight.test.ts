import { expect, it } from 'vitest';
import { inFlight } from '../../src/audit/probes/p07-in-flight.ts';
import { probeTarget } from './support/probe-run.ts';

it('finds a read that puts the session back', async () => {
  const { result } = await probeTarget(inFlight, 'express-cache-refilled');
  expect(result).toMatchObject({ verdict: 'fail' });
  expect(result.evidence).toContain('GET /auth/me');
  expect(result.exchanges.at(-1)?.exchange.response?.status).toBe(200);
});

it.each(['express-session-destroyed', 'koa-token-version', 'express-short-token'])(
  'is silent on %s',
  async (name) => {
    const { result } = await probeTarget(inFlight, name);
    expect(result).toMatchObject({ verdict: 'pass' });
    expect(result.evidence).toContain('12 logouts');
  },
);

it.each(['express-jwt-stateless', 'fastify-denylist-per-node'])(
  'says nothing of %s, whose logout leaves the session open without any read',
  async (name) => {
    const { result } = await probeTarget(inFlight, name);
    expect(result).toMatchObject({ verdict: 'inconclusive' });
    expect(result.evidence).toContain('nothing beside it');
  },
);
