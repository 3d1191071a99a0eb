import { Hono, type Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { describe, expect, it } from 'vitest';
import { createCurfew, generateKey } from '../../index.ts';
import { guard, routes } from '../../adapters/hono.ts';
import { memory } from '../../stores/memory/index.ts';
import { expectFinalLogout } from './index.ts';

const LOGIN = ['/login', { method: 'POST', body: new URLSearchParams({ name: 'alice' }) }] as const;

async function field(context: Context, name: string): Promise<string> {
  const value = (await context.req.parseBody())[name];
  return typeof value === 'string' ? value : '';
}

/** An application that remembers who is in by a token of its own making. */
function application(options: {
  revoke?: (live: Map<string, string>, token: string) => void;
  find?: (live: Map<string, string>, token: string) => string | undefined;
  stranger?: (context: Context) => Response;
  refresh?: boolean;
}): Hono {
  const { revoke, find = (map, token) => map.get(token), refresh } = options;
  const { stranger = (context: Context) => context.json({ error: 'who?' }, 401) } = options;
  const live = new Map<string, string>();
  const renewable = new Map<string, string>();
  const tokens = (who: string): object => {
    // 43 characters: the last one has two bits that mean nothing.
    const [access, renewal] = [0, 1].map(() =>
      Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url'),
    ) as [string, string];
    live.set(access, who);
    renewable.set(renewal, who);
    return refresh ? { access_token: access, refresh_token: renewal } : { token: access };
  };
  const shown = (context: Context): string =>
    (context.req.header('authorization') ?? '').replace('Bearer ', '');
  const app = new Hono();
  app.post('/login', async (context) => context.json(tokens(await field(context, 'name'))));
  app.get('/me', (context) => {
    const name = find(live, shown(context));
    return name ? context.json({ user: name, at: Date.now() }) : stranger(context);
  });
  app.post('/refresh', async (context) => {
    const who = renewable.get(await field(context, 'refresh_token'));
    return who ? context.json(tokens(who)) : context.json({ error: 'no' }, 401);
  });
  app.post('/logout', (context) => {
    revoke?.(live, shown(context));
    return context.json({ ok: true });
  });
  return app;
}

const forget = (live: Map<string, string>, token: string): void => void live.delete(token);
const STEPS = { login: LOGIN, me: '/me', logout: 'POST /logout' } as const;
const renew = ({ refreshToken = '' }: { refreshToken?: string | undefined }) =>
  ['/refresh', { method: 'POST', body: new URLSearchParams({ refresh_token: refreshToken }) }] as const;

function failure(run: Promise<void>): Promise<string> {
  return run.then(
    () => 'passed',
    (error: unknown) => String(error),
  );
}

describe('expectFinalLogout', () => {
  it('passes what ends the token', async () => {
    const { request } = application({ revoke: forget });
    await expectFinalLogout({ fetch: request, ...STEPS });
  });

  it('passes Curfew', async () => {
    const issuer = { name: 'https://api.test', audience: 'api', keys: [await generateKey()] };
    await using curfew = createCurfew({ store: memory(), issuer });
    const app = new Hono();
    app.post('/login', async (context) => context.json(await curfew.issue({ subject: 'alice' })));
    app.use(routes(curfew));
    app.use(guard(curfew));
    app.get('/me', (context) => context.json({ sub: context.get('auth').subject }));
    await expectFinalLogout({
      fetch: app.request,
      login: LOGIN,
      me: '/me',
      logout: 'POST /auth/logout',
      refresh: ({ refreshToken = '' }) => [
        '/auth/refresh',
        { method: 'POST', body: new URLSearchParams({ refresh_token: refreshToken }) },
      ],
    });
  });

  it('fails what forgets nothing', async () => {
    const { request } = application({});
    expect(await failure(expectFinalLogout({ fetch: request, ...STEPS }))).toMatch(
      /^AssertionError.*: After the logout the credential \(as it was\) still opened GET \/me/,
    );
  });

  it('fails a denylist of texts, which another spelling walks past', async () => {
    const dead = new Set<string>();
    const { request } = application({
      revoke: (_, token) => void dead.add(token),
      find: (live, token) => {
        if (dead.has(token)) return undefined;
        return live.get(Buffer.from(token, 'base64url').toString('base64url'));
      },
    });
    expect(await failure(expectFinalLogout({ fetch: request, ...STEPS }))).toMatch(
      /After the logout the credential \(last character changed\) still opened/,
    );
  });

  it('fails when the refresh token gives another token that is alive', async () => {
    const { request } = application({ revoke: forget, refresh: true });
    expect(await failure(expectFinalLogout({ fetch: request, ...STEPS, refresh: renew }))).toBe(
      'AssertionError [ERR_ASSERTION]: After the logout what the refresh token gave still opened GET /me.',
    );
  });

  it('fails when the next login revives the token', async () => {
    const out = new Set<string>();
    const app = application({
      find: (live, token) => (out.has(token) ? undefined : live.get(token)),
      revoke: (_, token) => void out.add(token),
    });
    const fetch = (path: string, init?: RequestInit): Response | Promise<Response> => {
      if (path === '/login') out.clear();
      return app.request(path, init);
    };
    expect(await failure(expectFinalLogout({ fetch, ...STEPS }))).toMatch(
      /once the same user had signed in again, still opened/,
    );
  });

  it('takes a 200 for a stranger as what it is', async () => {
    const stranger = (context: Context): Response => context.json({ user: null, at: Date.now() });
    await expectFinalLogout({ fetch: application({ revoke: forget, stranger }).request, ...STEPS });
    expect(await failure(expectFinalLogout({ fetch: application({ stranger }).request, ...STEPS }))).toMatch(
      /still opened/,
    );
  });

  it.each([
    ['clears the cookie only', false],
    ['ends the session', true],
  ])('tells a cookie session that %s', async (_, ends) => {
    const sessions = new Set<string>();
    const app = new Hono();
    app.post('/login', (context) => {
      const id = crypto.randomUUID();
      sessions.add(id);
      setCookie(context, 'sid', id, { httpOnly: true });
      return context.redirect('/home');
    });
    app.get('/home', (context) =>
      sessions.has(getCookie(context, 'sid') ?? '')
        ? context.html('<p>alice@example.com</p>')
        : context.redirect('/in'),
    );
    app.post('/logout', (context) => {
      if (ends) sessions.delete(getCookie(context, 'sid') ?? '');
      deleteCookie(context, 'sid');
      return context.redirect('/in');
    });
    const run = expectFinalLogout({
      fetch: app.request,
      login: 'POST /login',
      me: '/home',
      logout: 'POST /logout',
    });
    expect(await failure(run)).toMatch(ends ? /^passed$/ : /still opened GET \/home/);
  });

  it('takes a login that is a function, and what it answers', async () => {
    const { request } = application({ revoke: forget });
    const headers = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` });
    await expectFinalLogout({
      fetch: request,
      login: async (fetch) => ((await (await fetch(...LOGIN)).json()) as { token: string }).token,
      me: (token) => ['/me', { headers: headers(token) }],
      logout: (token) => new Request('http://localhost/logout', { method: 'POST', headers: headers(token) }),
    });
  });

  it.each([
    ['a login that fails', { login: 'POST /nowhere' }, /the login was answered 404/],
    ['a read that is not there', { me: '/nowhere' }, /\/nowhere was answered 404 before the logout/],
    ['a logout that is not there', { logout: 'POST /nowhere' }, /POST \/nowhere was answered 404/],
    [
      'a refresh that is not there',
      { refresh: 'POST /nowhere' },
      /the refresh was answered 404 before the logout/,
    ],
    ['a read that shows no credential', { login: () => ({ my: 'own' }) }, /asked without a credential/],
    ['a step that was sent', { me: () => new Response() as never }, /not what came of it/],
  ] as const)('says what is wrong with %s', async (_, step, message) => {
    const { request } = application({ revoke: forget });
    expect(await failure(expectFinalLogout({ fetch: request, ...STEPS, ...step }))).toMatch(message);
  });

  it('tells answers without a body by their status', async () => {
    const app = (revoke?: typeof forget): Hono => {
      const inner = application({ ...(revoke && { revoke }) });
      inner.get('/ping', async (context) => {
        const { status } = await inner.request('/me', { headers: context.req.header() });
        return context.body(null, status === 200 ? 204 : 401);
      });
      return inner;
    };
    await expectFinalLogout({ fetch: app(forget).request, ...STEPS, me: '/ping' });
    const run = expectFinalLogout({ fetch: app().request, ...STEPS, me: '/ping' });
    expect(await failure(run)).toMatch(/still opened GET \/ping/);
  });

  it('says that a read is not personal', async () => {
    const app = application({ revoke: forget });
    app.get('/news', (context) => context.json({ news: 'none' }));
    expect(await failure(expectFinalLogout({ fetch: app.request, ...STEPS, me: '/news' }))).toMatch(
      /ask for something personal/,
    );
  });

  it('fails, rather than passes, when an answer is of neither kind', async () => {
    let out = false;
    const app = application({ revoke: () => void (out = true) });
    const fetch = (path: string, init?: RequestInit): Response | Promise<Response> =>
      out && path === '/me' ? new Response('busy', { status: 503 }) : app.request(path, init);
    expect(await failure(expectFinalLogout({ fetch, ...STEPS }))).toMatch(/was answered 503, as neither/);
  });
});
