import { json } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { passwordChange } from '../../src/audit/probes/p16-password-change.ts';
import { probeTarget, runProbe } from './support/probe-run.ts';
import { probeSite, type SiteShape } from './support/probe-site.ts';

interface Change {
  /** Whose sessions a change ends. */
  readonly ends: 'all' | 'others' | 'none';
  readonly refuses?: boolean;
  readonly doesNothing?: boolean;
  /** Whether a password that was used before is refused. */
  readonly remembers?: boolean;
}

async function siteWith({ ends, refuses, doesNothing, remembers }: Change, signal?: AbortController) {
  const shape: Partial<SiteShape> = {
    more: (req, res, state) => {
      if (req.url !== '/password') return false;
      const own = /sid=([\w-]+)/.exec(req.headers.cookie ?? '')?.[1] ?? '';
      void json(req).then((body) => {
        const { old, next } = body as { old: string; next: string };
        const ok = state.sessions.has(own) && old === state.password && refuses !== true;
        if (!ok || (remembers === true && next === 'correct-horse')) {
          res.writeHead(400).end('{}');
          return;
        }
        if (doesNothing !== true) state.password = next;
        for (const id of state.sessions)
          if (ends === 'all' || (ends === 'others' && id !== own)) state.sessions.delete(id);
        res.writeHead(200).end('{}');
        signal?.abort(new Error('stopped by hand'));
      });
      return true;
    },
  };
  const site = await probeSite(shape);
  const step = (old: string, next: string) => ({
    method: 'POST',
    url: '/password',
    headers: [['Content-Type', 'application/json'] as const],
    body: JSON.stringify({ old, next }),
  });
  const changePassword = {
    change: step('{password}', '{newPassword}'),
    restore: step('{newPassword}', '{password}'),
  };
  return { ...site, plan: { ...site.plan, changePassword } };
}

it.each([
  [{ ends: 'none' }, 'fail', 'another session still opened GET /me'],
  [{ ends: 'others' }, 'pass', 'ended another session'],
  [{ ends: 'all' }, 'pass', 'ended another session'],
  [{ ends: 'none', refuses: true }, 'inconclusive', 'answered 400'],
  [{ ends: 'none', doesNothing: true }, 'inconclusive', 'it was no change'],
] as const)('a change that is %j: %s', async (change, verdict, said) => {
  await using site = await siteWith(change);
  const { result } = await runProbe(passwordChange, site.plan);
  expect(result).toMatchObject({ verdict });
  expect(result.evidence).toContain(said);
  for (const { exchange } of result.exchanges.slice(0, 1))
    expect(exchange.request.body).toBe('{"old":"<password #1>","next":"<newPassword #1>"}');
  expect(site.state.password).toBe('correct-horse');
});

it('puts the password back when the audit is aborted', async () => {
  const ended = new AbortController();
  await using site = await siteWith({ ends: 'all' }, ended);
  await expect(runProbe(passwordChange, site.plan, { signal: ended.signal })).rejects.toThrow('stopped');
  expect(site.state.password).toBe('correct-horse');
});

it('puts the password back when the cap is reached', async () => {
  await using site = await siteWith({ ends: 'all' });
  const { result } = await runProbe(passwordChange, site.plan, { most: 14 });
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(site.state.password).toBe('correct-horse');
});

it.each([
  ['none', 'fail'],
  ['others', 'inconclusive'],
] as const)('says loudly that it cannot be put back, and not what it is (%s)', async (ends, verdict) => {
  await using site = await siteWith({ ends, remembers: true });
  const { result } = await runProbe(passwordChange, site.plan);
  expect(result).toMatchObject({ verdict });
  expect(result.evidence).toContain('COULD NOT BE PUT BACK: it is now the old one followed by -Curfew1!');
  expect(site.state.password).toBe('correct-horse-Curfew1!');
  expect(JSON.stringify(result)).not.toContain('correct-horse');
});

it.each([
  ['express-password-keeps-sessions', 'fail'],
  ['fastify-password-ends-sessions', 'pass'],
])('says of %s: %s', async (name, verdict) => {
  expect((await probeTarget(passwordChange, name)).result.verdict).toBe(verdict);
});

it('wants to know the password that it is to put back', async () => {
  await using site = await siteWith({ ends: 'none' });
  expect(passwordChange.notRun({ ...site.plan, variables: {} })?.configure).toContain('password');
  expect(passwordChange.notRun({ ...site.plan, changePassword: undefined })?.configure).toContain('restore');
});
