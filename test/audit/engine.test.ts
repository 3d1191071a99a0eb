import { describe, expect, it } from 'vitest';
import type { Outcome, ProbeResult } from '../../src/audit/outcome.ts';
import type { Plan } from '../../src/audit/plan.ts';
import { audit, type AuditOptions } from '../../src/audit/run.ts';
import {
  deafNode,
  EMAIL,
  PASSWORD,
  planFor,
  polite,
  sound,
  stateless,
  type Application,
} from './support/applications.ts';
import { serve, type Answered } from './support/serve.ts';
import { jwt, verified } from './support/tokens.ts';

const ENGINE = ['P01', 'P02', 'P03', 'P04', 'P13', 'P17'];

async function audited(plan: Plan, options: AuditOptions = {}): Promise<Outcome> {
  return audit(plan, { probes: ENGINE, ...options });
}

function verdicts({ probes }: Outcome): Record<string, string> {
  return Object.fromEntries(probes.map(({ id, verdict }) => [id, verdict]));
}

function probe({ probes }: Outcome, id: string): ProbeResult {
  const found = probes.find((one) => one.id === id);
  if (!found) throw new Error(`${id} was not run`);
  return found;
}

function statelessPlan(app: Application): Plan {
  const plan = planFor(app.base);
  const logout = { method: 'POST', url: '/logout', headers: plan.me.headers };
  return { ...plan, refresh: undefined, logoutOthers: undefined, logoutEverywhere: undefined, logout };
}

function politePlan(app: Application): Plan {
  const plan = planFor(app.base, { logoutOthers: undefined, logoutEverywhere: undefined });
  return {
    ...plan,
    me: { ...plan.me, headers: [] },
    logout: { method: 'POST', url: '/logout', headers: [] },
  };
}

describe('an application that keeps its promise', () => {
  it('passes every probe, and is left without a session', async () => {
    await using app = await sound();
    const outcome = await audited(planFor(app.base));
    expect(outcome.probes.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    expect(outcome).toMatchObject({
      verdict: 'pass',
      notRun: [],
      requests: { made: app.requests(), most: 2_000 },
    });
    expect(app.sessions()).toBe(0);
    expect(
      new Set(
        outcome.matrix.filter(({ moment }) => moment === 'right after logout').map(({ state }) => state),
      ),
    ).toEqual(new Set(['dead']));
  });

  it('passes without a canary too, which is then found', async () => {
    await using app = await sound();
    expect(await audited(planFor(app.base, { canary: undefined }))).toMatchObject({ verdict: 'pass' });
  });

  it('is not blamed for allowing one session per user', async () => {
    await using app = await sound({ sessionsPerUser: 1 });
    const outcome = await audited(planFor(app.base));
    expect(verdicts(outcome)).toEqual({
      P01: 'pass',
      P02: 'pass',
      P03: 'pass',
      P04: 'pass',
      P13: 'pass',
      P17: 'pass',
    });
    expect(probe(outcome, 'P04').evidence).toContain('A user has one session');
    expect(outcome.verdict).toBe('pass');
  });

  it('is not believed when it lets nobody in any more, which looks like a logout', async () => {
    await using app = await sound({ logins: 3 });
    const outcome = await audited(planFor(app.base), { probes: ['P01'] });
    expect(outcome.verdict).toBe('inconclusive');
    expect(probe(outcome, 'P01').evidence).toMatch(/login .* was answered 401/);
  });
});

describe('JWTs that nothing revokes', () => {
  it('says which token still opens what, and for how long', async () => {
    await using app = await stateless();
    const outcome = await audited(statelessPlan(app));
    expect(verdicts(outcome)).toEqual({ P01: 'fail', P02: 'fail', P04: 'pass', P13: 'fail', P17: 'fail' });
    expect(outcome.summary).toBe(
      'After logout the access token still opened GET /me, and so did: access token, last character changed, access token, padded; worst case 15 minutes.',
    );
    expect(outcome.notRun).toMatchObject([{ id: 'P03', configure: expect.stringContaining('refresh') }]);
    const captions = probe(outcome, 'P01').exchanges.map(({ caption }) => caption);
    expect(captions.slice(0, 4)).toEqual([
      'Before logout',
      'Logout',
      'After logout: everything, as sent before',
      'After logout: access token',
    ]);
  });

  it('may live on where their owner says so, as long as they end in time', async () => {
    await using app = await stateless();
    const promised = (access: number): Plan => ({
      ...statelessPlan(app),
      budget: { access, refresh: 0, scope: 'device', patience: 300 },
    });
    const outcome = await audited(promised(16 * 60_000));
    expect(verdicts(outcome)).toMatchObject({ P01: 'pass', P02: 'pass', P13: 'pass', P17: 'pass' });
    expect(probe(outcome, 'P01')).toMatchObject({ worstCase: '15 minutes' });
    expect(verdicts(await audited(promised(10 * 60_000), { probes: ['P01', 'P02'] }))).toEqual({
      P01: 'inconclusive',
      P02: 'inconclusive',
    });
  });
});

describe('an application that answers 200 to everybody', () => {
  it('is told apart, and so is the refresh token that survives', async () => {
    await using app = await polite();
    const outcome = await audited(politePlan(app));
    expect(verdicts(outcome)).toEqual({
      P01: 'pass',
      P02: 'pass',
      P03: 'fail',
      P04: 'pass',
      P13: 'pass',
      P17: 'pass',
    });
    expect(outcome.summary).toBe(
      'After logout the refresh token still gave new tokens, and they were alive; worst case for as long as somebody refreshes.',
    );
  });
});

describe('a refresh after the logout that gives something', () => {
  const given = async (
    changes: Partial<Plan>,
    refresh: (loggedOut: boolean) => Answered,
  ): Promise<Outcome> => {
    let loggedOut = false;
    await using app = await serve(({ path, bearer }) => {
      if (path === '/me') return verified(bearer) ? { status: 200, body: { email: EMAIL } } : { status: 401 };
      if (path === '/refresh') return refresh(loggedOut);
      loggedOut = path === '/logout';
      return { status: 200, body: { access: jwt(EMAIL, 60), refresh: 'one-for-all-refreshes' } };
    });
    return await audited(planFor(app.base, changes), { probes: ['P03'] });
  };
  const budget = { access: 3_600_000, refresh: 0, scope: 'device', patience: 100 } as const;

  it('is held against it when that is alive by itself', async () => {
    const outcome = await given({ budget }, () => ({ status: 200, body: { access: jwt(EMAIL, 60) } }));
    expect(outcome.verdict).toBe('fail');
  });

  it('is not, when only the old token is, which may be', async () => {
    const cookie = { status: 200, headers: { 'Set-Cookie': 'seen=yes-there-was-one' } };
    const outcome = await given({ budget }, (loggedOut) =>
      loggedOut ? cookie : { status: 200, body: { access: jwt(EMAIL, 60) } },
    );
    expect(outcome.verdict).toBe('inconclusive');
    expect(probe(outcome, 'P03').evidence).toContain('opens nothing by itself');
  });

  it('is nothing to go by, when it gave nothing before the logout either', async () => {
    const outcome = await given({ budget }, () => ({ status: 200, body: {} }));
    expect(probe(outcome, 'P03')).toMatchObject({
      verdict: 'inconclusive',
      evidence: expect.stringContaining('no new token'),
    });
  });
});

describe('more than one node', () => {
  it('fails when one of them has not heard of the logout, and names it', async () => {
    await using app = await sound();
    await using late = await deafNode(app);
    const outcome = await audited(planFor(app.base, { bases: [app.base, late.base] }), {
      probes: ['P01', 'P02'],
    });
    expect(verdicts(outcome)).toEqual({ P01: 'pass', P02: 'fail' });
    expect(probe(outcome, 'P02').evidence).toContain(late.base);
    expect(probe(outcome, 'P02').evidence).toContain(`while it was dead on ${app.base}`);
  });
});

it('lets no secret out', async () => {
  await using one = await stateless();
  await using other = await polite();
  await using third = await sound();
  for (const [app, plan] of [
    [one, statelessPlan(one)],
    [other, politePlan(other)],
    [third, planFor(third.base)],
  ] as const) {
    const told: unknown[] = [];
    const outcome = await audited(plan, { progress: (event) => told.push(event) });
    const text = JSON.stringify([outcome, told]);
    expect(app.given().length).toBeGreaterThan(10);
    for (const secret of [PASSWORD, EMAIL, ...app.given()]) {
      const parts = secret.split('.').slice(-2);
      for (const form of [
        secret,
        ...parts,
        encodeURIComponent(secret),
        Buffer.from(secret).toString('base64url'),
      ]) {
        expect(text.includes(form), `a form of ${app.given().indexOf(secret)}`).toBe(false);
      }
    }
    expect(text).toMatch(/<(?:access|refresh) #\d+>/);
  }
});
