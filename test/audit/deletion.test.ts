import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ProbeResult } from '../../src/audit/outcome.ts';
import type { Plan } from '../../src/audit/plan.ts';
import { audit } from '../../src/audit/run.ts';
import { ensureChromium } from '../../tools/chromium.mjs';
import { planOf, shop, type Habits } from './support/browser-shop.ts';

async function deletion(habits: Habits, changes: Partial<Plan> = {}): Promise<ProbeResult> {
  await using app = await shop(habits);
  const { probes } = await audit(planOf(app, changes), { probes: ['P08'] });
  const [only] = probes;
  if (!only) throw new Error('the probe did not run');
  return only;
}

/** A login and a logout, what the probe says of it, and why. */
type Row = readonly [name: string, habits: Habits, verdict: ProbeResult['verdict'], evidence: RegExp];

const rows: readonly Row[] = [
  ['cleared as it was set', {}, 'pass', /no longer has the cookie sid/],
  [
    'cleared on another path',
    { sets: (sid) => [`sid=${sid}; HttpOnly`, `sid=${sid}; Path=/me; HttpOnly`] },
    'fail',
    /clears the cookie sid on the path \/, where it was set on \/me\. .*k(eeps|ept) it\.$/,
  ],
  [
    'cleared for the domain of somebody else',
    { clears: () => ['sid=; Path=/; Domain=shop.example.com; Max-Age=0'] },
    'fail',
    /sid for the domain shop\.example\.com, which is not that of the host/,
  ],
  [
    'cleared outside of its partition',
    {
      sets: (sid) => [`sid=${sid}; Path=/; Secure; HttpOnly; SameSite=None; Partitioned`],
      clears: () => ['sid=; Path=/; Secure; SameSite=None; Max-Age=0'],
    },
    'fail',
    /sid without Partitioned, where it was set with it/,
  ],
  [
    'cleared with SameSite=None alone',
    {
      sets: (sid) => [`sid=${sid}; Path=/; Secure; HttpOnly; SameSite=None`],
      clears: () => ['sid=; Path=/; SameSite=None; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
    },
    'fail',
    /sid with SameSite=None but without Secure, so that browsers refuse it/,
  ],
  [
    'cleared without what its prefix demands',
    {
      sets: (sid) => [`__Host-sid=${sid}; Path=/; Secure; HttpOnly`],
      clears: () => ['__Host-sid=; Path=/; Max-Age=0'],
    },
    'fail',
    /__Host-sid without Secure, which its name demands/,
  ],
  [
    'cleared by the name it had once',
    {
      sets: (sid) => [`__Host-sid=${sid}; Path=/; Secure; HttpOnly`],
      clears: () => ['SID=; Path=/; Max-Age=0'],
    },
    'fail',
    /__Host-sid under the name SID/,
  ],
  [
    'left alone, and dead',
    { clears: () => [] },
    'pass',
    /leaves the cookie sid where it is, but it opens nothing any more/,
  ],
  [
    'left alone, and alive',
    { clears: () => [], ends: false },
    'fail',
    /leaves the cookie sid in the browser, and it still opened GET \/me/,
  ],
  [
    'left alone beside another that is cleared',
    { clears: () => ['remember_me=; Path=/; Max-Age=0'] },
    'pass',
    /leaves the cookie sid where it is/,
  ],
  [
    'replaced by that of nobody',
    { clears: () => ['sid=anonymous-0123456789; Path=/; HttpOnly'] },
    'pass',
    /no longer has the cookie sid/,
  ],
];

describe('what a logout does with the cookie, by the rules for cookies', () => {
  afterEach(() => void vi.unstubAllEnvs());

  it.each(rows)('%s', async (_name, habits, verdict, evidence) => {
    vi.stubEnv('CHROMIUM', '/nowhere/chromium');
    const result = await deletion(habits);
    expect(result).toMatchObject({ verdict, evidence: expect.stringMatching(evidence) as string });
    expect(result.notes.join()).toContain('no Chromium was found: install');
  });

  it('advises to clear what is dead', async () => {
    vi.stubEnv('CHROMIUM', '/nowhere/chromium');
    const { notes, fix } = await deletion({ clears: () => [] });
    expect(notes).toContainEqual(expect.stringContaining('does not clear the cookie sid'));
    expect(fix).toBeUndefined();
  });

  it('looks for nothing where the login sets nothing', async () => {
    const me = { method: 'GET', url: '/me', headers: [['Authorization', 'Bearer {access}']] } as const;
    const capture = [{ name: 'access', from: { kind: 'json', path: '$.access' } }] as const;
    const { headers } = me;
    const logout = { method: 'POST', url: '/logout', headers };
    const result = await deletion(
      { sets: () => ['theme=dark; Path=/'], clears: () => [] },
      { me, capture, logout },
    );
    expect(result).toMatchObject({
      verdict: 'pass',
      evidence: expect.stringContaining('no cookie that signs') as string,
    });
  });
});

describe('what Chromium does with it', () => {
  const real = new Set([
    'cleared as it was set',
    'cleared on another path',
    'cleared outside of its partition',
    'cleared with SameSite=None alone',
    'cleared without what its prefix demands',
    'left alone, and alive',
  ]);

  it.each(rows.filter(([name]) => real.has(name)))('%s', async (_name, habits, verdict, evidence) => {
    await ensureChromium();
    const result = await deletion(habits);
    expect(result).toMatchObject({ verdict, evidence: expect.stringMatching(evidence) as string });
    expect(result.notes).toEqual([]);
    const seen = /Chromium \d+[\d.]+ (kept it|no longer)/;
    if (!_name.endsWith('alive')) expect(result.evidence).toMatch(seen);
  });

  it('believes a browser that never had the cookie', async () => {
    const result = await deletion({
      sets: (sid) => [`sid=${sid}; Path=/; HttpOnly; SameSite=None`],
      clears: () => [],
    });
    expect(result).toMatchObject({
      verdict: 'pass',
      notes: [expect.stringContaining('refuses the cookie sid as it is set')],
    });
  });

  it('signs out from where the plan says that the pages are', async () => {
    const origin = 'http://127.0.0.1:5173';
    const cleared = {
      'set-cookie': 'sid=; Path=/; Max-Age=0',
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
    };
    const result = await deletion(
      {
        pages: {
          '/logout': (_email, { headers }) =>
            headers.origin === origin ? { headers: cleared, body: '' } : { status: 403, body: '' },
        },
      },
      { logout: { method: 'POST', url: '/logout', headers: [['Origin', origin]] } },
    );
    expect(result).toMatchObject({ verdict: 'pass', notes: [] });
  });

  it('goes by the rules where a page cannot sign out', async () => {
    const cleared = { 'set-cookie': 'sid=; Path=/; Max-Age=0' };
    const result = await deletion({
      pages: {
        '/logout': (_email, { headers }) =>
          headers['sec-fetch-site'] === undefined
            ? { headers: cleared, body: '' }
            : { status: 403, body: '' },
      },
    });
    expect(result).toMatchObject({
      verdict: 'pass',
      evidence: expect.stringContaining('a browser no longer has') as string,
    });
    expect(result.notes).toEqual([expect.stringContaining('was answered 403')]);
  });
});
