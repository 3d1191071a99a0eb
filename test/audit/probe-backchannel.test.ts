import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { backchannel } from '../../src/audit/probes/p18-backchannel.ts';
import type { Plan } from '../../src/audit/plan.ts';
import { probeTarget, runProbe } from './support/probe-run.ts';
import { probeSite } from './support/probe-site.ts';

const withBackchannel =
  (more: Partial<NonNullable<Plan['backchannel']>>) =>
  (plan: Plan): Plan => ({ ...plan, backchannel: plan.backchannel && { ...plan.backchannel, ...more } });

it('is silent where every clause is checked', async () => {
  const { result } = await probeTarget(backchannel, 'backchannel-sound');
  expect(result).toMatchObject({ verdict: 'pass', notes: [] });
  expect(result.evidence).toContain('none of 13 broken ones did');
});

it.each([
  ['backchannel-any-audience', ['for another audience']],
  ['backchannel-no-events', ['without events', 'with empty events', 'with another event', 'with a nonce']],
  [
    'backchannel-unsigned',
    ['whose signature is broken', 'another key', 'its own key', '"none"', 'HS256 with the public key'],
  ],
])('finds what %s accepts', async (name, wrong) => {
  const { result } = await probeTarget(backchannel, name);
  expect(result).toMatchObject({ verdict: 'fail' });
  for (const how of wrong) expect(result.evidence).toContain(how);
  expect(result.evidence.split(' by ').length - 1).toBe(name === 'backchannel-unsigned' ? 6 : wrong.length);
});

it('notes what the standard leaves open', async () => {
  const { result } = await probeTarget(backchannel, 'backchannel-any-audience');
  const notes = result.notes.join(' ');
  for (const how of ['issued tomorrow', 'issued a month ago', 'at+jwt', 'the same jti'])
    expect(notes).toContain(how);
});

it.each([
  ['another issuer', { issuer: 'https://elsewhere.example' }],
  ['another audience', { audience: 'elsewhere' }],
  ['a path that is not there', { url: '/no-such-path' }],
])('says nothing when the plan has %s', async (_what, more) => {
  const { result } = await probeTarget(backchannel, 'backchannel-sound', withBackchannel(more));
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(result.evidence).toContain('does the plan have the key');
});

it.each([
  ['cannot sign by RS256', { algorithm: 'RS256' }],
  ['XS256 of "backchannel" is not known', { algorithm: 'XS256' }],
  ['Nothing was captured for {nobody}', { subject: '{nobody}' }],
])('says that %s', async (said, more) => {
  const { result } = await probeTarget(backchannel, 'backchannel-sound', withBackchannel(more));
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(result.evidence).toContain(said);
});

it('says so when a good token is acknowledged and ends nothing', async () => {
  const other = withBackchannel({ subject: 'user-of-nobody', session: undefined });
  const { result } = await probeTarget(backchannel, 'backchannel-sound', other);
  expect(result).toMatchObject({ verdict: 'fail' });
  expect(result.fix).toContain('look whether the plan names the right subject');
});

it('says nothing when good tokens are refused in the end too', async () => {
  let came = 0;
  await using site = await probeSite({
    more: (req, res, { sessions }) => {
      if (req.url !== '/backchannel') return false;
      came += 1;
      if (came === 1) sessions.clear();
      res.writeHead(came === 1 ? 200 : 400).end();
      return true;
    },
  });
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const provider = { url: '/backchannel', issuer: 'i', audience: 'a', algorithm: 'ES256', subject: 'alice' };
  const { result } = await runProbe(backchannel, { ...site.plan, backchannel: { ...provider, key } });
  expect(came).toBeGreaterThan(15);
  expect(result).toMatchObject({ verdict: 'inconclusive' });
});

it('shows no logout token', async () => {
  const { result } = await probeTarget(backchannel, 'backchannel-unsigned');
  expect(JSON.stringify(result)).not.toMatch(/eyJ[\w-]{8,}/);
});

it('wants to know whose session it is', async () => {
  const plan = { backchannel: { url: '/x', issuer: 'i', audience: 'a', key: {}, algorithm: 'ES256' } };
  expect(backchannel.notRun(plan as unknown as Plan)?.reason).toContain('whose session');
});
