import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/audit/outcome.ts';
import type { Plan } from '../../src/audit/plan.ts';
import { record } from '../../src/audit/browser/record.ts';
import { audit } from '../../src/audit/run.ts';
import type { Given } from '../../src/audit/setup/given.ts';
import { setUp, type Helper } from '../../src/audit/setup/set-up.ts';
import { doubleSubmitApp, formApp, PASSWORD, pairApp, tokenApp, USER } from './support/setup-apps.ts';
import { recordings } from './support/setup-sessions.ts';
import { CURLS, har } from './support/setup-recordings.ts';
import { Served, type App } from './support/setup-server.ts';

const PROBES = ['P01', 'P02', 'P03'];

const SCHEMES = {
  token: tokenApp,
  form: formApp,
  double: doubleSubmitApp,
  pair: pairApp,
} as const;

/** What a plan asks for, by method and path. */
function asked({ me, refresh, logout }: Plan): string[] {
  return [me, refresh, logout].flatMap((step) => (step ? [`${step.method} ${step.url}`] : []));
}

const FOUND: Record<keyof typeof SCHEMES, string[]> = {
  token: ['GET /api/v1/users/me', 'POST /api/v1/auth/logout'],
  form: ['GET /account', 'POST /auth/sign_out'],
  double: ['GET /api/profile', 'DELETE /api/session'],
  pair: ['GET /auth/whoami', 'POST /auth/token/refresh', 'POST /auth/logout'],
};

async function planned(source: Given['source'], more: Partial<Given> = {}): Promise<Plan> {
  const helper: Helper = {
    allowHosts: [],
    maxRequests: 2_000,
    signal: new AbortController().signal,
    tell: () => undefined,
    counted: () => undefined,
    confirm: async () => undefined,
  };
  // A token that lives on need not be watched until it dies by itself.
  return setUp({ source, bases: [], env: {}, patience: 300, ...more }, helper);
}

async function judged(plan: Plan): Promise<Outcome> {
  return audit(plan, { probes: PROBES });
}

describe.each(['token', 'form', 'double', 'pair'] as const)('%s', (scheme) => {
  const app = (flaws: { leaky?: boolean }): App => SCHEMES[scheme](flaws);

  test('a curl command of the login alone is enough to pass a sound logout', async () => {
    await using served = await Served.start(app({}));
    const plan = await planned({ kind: 'curl', texts: [CURLS[scheme](served.origin)] });
    expect(asked(plan)).toEqual(FOUND[scheme]);
    expect((await judged(plan)).verdict).toBe('pass');
  });

  test('and to fail one that ends nothing', async () => {
    await using served = await Served.start(app({ leaky: true }));
    const plan = await planned({ kind: 'curl', texts: [CURLS[scheme](served.origin)] });
    expect(asked(plan)).toEqual(FOUND[scheme]);
    const { verdict, probes } = await judged(plan);
    expect(verdict).toBe('fail');
    expect(probes.find(({ id }) => id === 'P01')?.verdict).toBe('fail');
  });

  test.each([{}, { sanitised: true }, { sanitised: true, bodies: false }])(
    'a HAR file alone is enough: %j',
    async (options) => {
      await using served = await Served.start(app({}));
      const text = har(await recordings(served.origin, scheme), options);
      const plan = await planned({ kind: 'har', name: 'session.har', text });
      expect(asked(plan)).toEqual(FOUND[scheme]);
      expect((await judged(plan)).verdict).toBe('pass');
    },
  );

  test('no secret is in a guess or an outcome', async () => {
    await using served = await Served.start(app({}));
    const plan = await planned({ kind: 'curl', texts: [CURLS[scheme](served.origin)] });
    const told = JSON.stringify([plan.guesses, await judged(plan)]);
    expect(Object.values(plan.variables)).toEqual(expect.arrayContaining([USER, PASSWORD]));
    for (const secret of [PASSWORD, JSON.stringify(PASSWORD).slice(1, -1), encodeURIComponent(PASSWORD)])
      expect(told).not.toContain(secret);
  });
});

test('a session that was recorded in a browser is enough', async () => {
  await using served = await Served.start(formApp());
  const recorded = await record(`${served.origin}/login`, {
    signal: new AbortController().signal,
    headless: true,
    drive: async (tab) => {
      const at = (path: string): Promise<boolean> =>
        tab.until(
          () => tab.evaluate((to) => location.pathname === to && document.readyState === 'complete', path),
          10_000,
        );
      expect(await at('/login')).toBe(true);
      await tab.evaluate(
        ([user, password]) => {
          const [form] = document.forms;
          const fill = (name: string, value: string): void =>
            form?.querySelector(`[name=${name}]`)?.setAttribute('value', value);
          fill('username', user);
          fill('password', password);
          form?.submit();
        },
        [USER, PASSWORD] as const,
      );
      expect(await at('/account')).toBe(true);
      await tab.evaluate(() => document.forms[0]?.submit());
      expect(await at('/login')).toBe(true);
    },
  });
  const plan = await planned({ kind: 'har', name: 'the recording', text: JSON.stringify(recorded) });
  expect(asked(plan)).toEqual(FOUND.form);
  expect((await judged(plan)).verdict).toBe('pass');
});

describe('what is known besides', () => {
  test('a HAR file that was recorded elsewhere is replayed where the application is now', async () => {
    await using elsewhere = await Served.start(formApp());
    const text = har(await recordings(elsewhere.origin, 'form'));
    const before = elsewhere.log.length;
    await using here = await Served.start(formApp());
    const plan = await planned({ kind: 'har', name: 'a.har', text }, { bases: [here.origin] });
    expect(plan.bases).toEqual([here.origin]);
    expect(asked(plan)).toEqual(FOUND.form);
    expect((await judged(plan)).verdict).toBe('pass');
    expect(elsewhere.log).toHaveLength(before);
  });

  test('curl commands of me, refresh and logout are recognised, whatever their order', async () => {
    await using served = await Served.start(pairApp());
    const old = 'eyJvbGQiOjF9.eyJvbGQiOjF9.b2xk';
    const curl = (path: string, more: string): string => `curl '${served.origin}${path}' ${more}`;
    const json = "-H 'content-type: application/json'";
    const texts = [
      curl('/auth/logout', `${json} -H 'authorization: Bearer ${old}' -d '{"refresh_token":"old-refresh"}'`),
      CURLS.pair(served.origin),
      curl('/auth/token/refresh', `${json} -d '{"refresh_token":"old-refresh"}'`),
      curl('/auth/whoami', `-H 'authorization: Bearer ${old}'`),
    ];
    const plan = await planned({ kind: 'curl', texts });
    expect(asked(plan)).toEqual(FOUND.pair);
    expect(plan.guesses.slice(1).join()).not.toContain('guessed');
    expect(served.log.filter((one) => one.includes('nothing-is-here')).length).toBeLessThan(3);
    expect((await judged(plan)).verdict).toBe('pass');
  });

  test.each([
    ['token', /login POST \/api\/v1\/auth\/login answered 401: are the user name and the password right/],
    ['double', /login POST \/api\/session answered 422: are the user name and the password right/],
    [
      'form',
      /login POST \/login answered 302, and signed nobody in: are the user name and the password right/,
    ],
  ] as const)('a wrong password is said: %s', async (scheme, message) => {
    await using served = await Served.start(SCHEMES[scheme]({}));
    const texts = [CURLS[scheme](served.origin, 'mistyped')];
    await expect(planned({ kind: 'curl', texts })).rejects.toThrow(message);
  });

  test('what is personal is not repeated when something is wrong', async () => {
    await using served = await Served.start(tokenApp());
    const source = { kind: 'curl', texts: [CURLS.token(served.origin)] } as const;
    const said = await planned(source, { me: `GET /of/${USER}` }).catch(String);
    expect(said).toMatch(/SetupError: GET \/of\/<user #1> answers the same/);
    expect(said).not.toContain(USER);
  });

  test('a read that answers the same to everybody is refused as me', async () => {
    await using served = await Served.start(tokenApp());
    const source = { kind: 'curl', texts: [CURLS.token(served.origin)] } as const;
    await expect(planned(source, { me: 'GET /' })).rejects.toThrow(
      /GET \/ answers the same .* name another read by --me/,
    );
    await expect(planned(source, { logout: 'POST /api/v1/nowhere' })).rejects.toThrow(
      /logout POST \/api\/v1\/nowhere is not there/,
    );
  });
});
