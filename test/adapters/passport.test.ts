import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { Auth, Curfew } from 'curfew';
import { CurfewStrategy, authOf, problems, sessionCookies, type StrategyOptions } from 'curfew/passport';
import { memory } from 'curfew/stores/memory';
import express, { type Express } from 'express';
import { Passport } from 'passport';
import { expect, it } from 'vitest';
import { node, watched } from '../support/node.ts';
import { listening } from './listening.ts';

interface Init {
  method?: string;
  headers?: Record<string, string>;
}

interface Running extends AsyncDisposable {
  ask(token?: string, init?: Init): Promise<Response>;
}

async function serve(app: Express): Promise<Running> {
  const { url, close } = await listening(createServer(app));
  return {
    ask: (token, { headers, ...init } = {}) => {
      const authorization = token === undefined ? undefined : { authorization: `Bearer ${token}` };
      return fetch(`${url}/me`, { ...init, headers: { ...authorization, ...headers } });
    },
    [Symbol.asyncDispose]: close,
  };
}

/** `/me` behind Passport; `names` are the strategies that it tries, of which `guest` lets everybody in. */
function guarded(
  curfew: Curfew,
  options?: StrategyOptions,
  names: string | string[] = 'curfew',
): Promise<Running> {
  const passport = new Passport();
  passport.use(new CurfewStrategy(curfew, options));
  passport.use('guest', {
    authenticate() {
      this.success({ subject: 'guest' });
    },
  });
  const app = express();
  app.use(passport.authenticate(names, { session: false }));
  app.all('/me', (req, res) => res.json(req.user));
  return serve(app.use(problems));
}

it('lets a live token in, and challenges as RFC 6750 has it', async () => {
  await using curfew = await node();
  await using app = await guarded(curfew);
  const { accessToken, session } = await curfew.issue({ subject: 'alice' });
  const live = await app.ask(accessToken);
  expect(await live.json()).toMatchObject({ subject: 'alice', session });
  expect([live.headers.get('cache-control'), live.headers.get('vary')]).toEqual([
    'no-store',
    'Authorization, Cookie',
  ]);
  const none = await app.ask();
  expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  await curfew.logout(accessToken);
  const dead = await app.ask(accessToken);
  expect([dead.status, dead.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
  expect(dead.headers.get('cache-control')).toBe('no-store');
});

it.each(['fail', 'hang'] as const)(
  'answers 503 when the store would %s, and tries no other strategy',
  async (how) => {
    const { store, disturb } = watched(memory());
    await using curfew = await node({ store, staleness: 0 });
    await using app = await guarded(curfew, {}, ['curfew', 'guest']);
    const { accessToken } = await curfew.issue({ subject: 'alice' });
    expect(await (await app.ask(accessToken)).json()).toMatchObject({ subject: 'alice' });
    disturb(how);
    const answer = await app.ask(accessToken);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(answer.headers.get('www-authenticate')).toBeNull();
    expect(await answer.json()).toMatchObject({ code: 'ERR_STORE_UNAVAILABLE' });
    disturb('none');
  },
);

it('leaves a dead token to the next strategy, as Passport has it', async () => {
  await using curfew = await node();
  await using app = await guarded(curfew, {}, ['curfew', 'guest']);
  expect(await (await app.ask('nonsense')).json()).toEqual({ subject: 'guest' });
});

it('takes cookies, but none that another site made the browser send', async () => {
  await using curfew = await node();
  const cookies = sessionCookies();
  await using app = await guarded(curfew, { cookies });
  const [first = ''] = cookies.set(await curfew.issue({ subject: 'alice' }));
  const headers = { cookie: first.split(';', 1)[0] ?? '' };
  expect((await app.ask(undefined, { method: 'POST', headers })).status).toBe(200);
  const cross = { ...headers, 'sec-fetch-site': 'cross-site' };
  expect((await app.ask(undefined, { method: 'POST', headers: cross })).status).toBe(403);
});

it('makes req.user of whoever it was, and refuses those without an account', async () => {
  await using curfew = await node();
  const accounts = new Map([['alice', { name: 'Alice' }]]);
  await using app = await guarded(curfew, { user: async ({ subject }) => accounts.get(subject) });
  const [alice, bob] = [await curfew.issue({ subject: 'alice' }), await curfew.issue({ subject: 'bob' })];
  expect(await (await app.ask(alice.accessToken)).json()).toEqual({ name: 'Alice' });
  expect((await app.ask(bob.accessToken)).status).toBe(401);
});

it('knows nobody whom it refused, also when a later strategy lets the request in', async () => {
  await using curfew = await node();
  const known: unknown[] = [];
  const user = ({ subject }: Auth): object | null => (subject === 'gone' ? null : { subject });
  const passport = new Passport().use(new CurfewStrategy(curfew, { user }));
  passport.use('guest', {
    authenticate() {
      this.success({ subject: 'guest' });
    },
  });
  const app = express().use(passport.authenticate(['curfew', 'guest'], { session: false }));
  app.get('/me', (req, res) => {
    try {
      known.push(authOf(req).subject);
    } catch (error) {
      known.push((error as Error).message);
    }
    res.json(req.user);
  });
  await using running = await serve(app);
  for (const subject of ['alice', 'gone']) await running.ask((await curfew.issue({ subject })).accessToken);
  expect(known).toEqual(['alice', 'nobody has checked this request']);
});

it('answers each of several requests at once, also as a strategy without a name', async () => {
  await using curfew = await node();
  const people = ['alice', 'bob', 'carol'];
  const all = new EventEmitter();
  const arrived = once(all, 'here');
  let waiting = 0;
  const user = async (auth: Auth): Promise<Auth> => {
    waiting += 1;
    if (waiting === people.length) all.emit('here');
    await arrived;
    return auth;
  };
  const app = express();
  app.use(new Passport().authenticate(new CurfewStrategy(curfew, { user }), { session: false }));
  app.all('/me', (req, res) => void res.send(authOf(req).subject));
  await using running = await serve(app);
  const tokens = await Promise.all(people.map((subject) => curfew.issue({ subject })));
  const answers = await Promise.all(
    tokens.map(async ({ accessToken }) => (await running.ask(accessToken)).text()),
  );
  expect(answers).toEqual(people);
});

it('refuses to hand its users to a session of Passport, which would outlive the logout', async () => {
  await using curfew = await node();
  const passport = new Passport().use(new CurfewStrategy(curfew));
  await using app = await serve(express().use(passport.authenticate('curfew'), problems));
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const answer = await app.ask(accessToken);
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([500, 'ERR_CONFIG']);
});

it('refuses wrong options at once, and knows nobody that came past it', async () => {
  await using curfew = await node();
  expect(() => new CurfewStrategy(curfew, { origins: ['nonsense'] })).toThrow(/no origin/);
  expect(() => authOf({})).toThrow(TypeError);
});
