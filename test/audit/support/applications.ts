import type { Plan } from '../../../src/audit/plan.ts';
import { serve, type Answered, type Asked, type Served } from './serve.ts';
import { jwt, random, verified } from './tokens.ts';

/** A running application, with what it has handed out. */
export interface Application extends Served {
  /** Every token and session id that it ever gave. */
  readonly given: () => readonly string[];
  /** How many sessions are open. */
  readonly sessions: () => number;
}

export const EMAIL = 'ada.lovelace@example.com';
export const PASSWORD = 'correct-horse-battery';

const PERSON = { status: 200, body: { email: EMAIL } };

interface Session {
  access: string;
  refresh: string;
  /** Those that were rotated away. */
  readonly old: string[];
}

/**
 * An application that keeps what it promises: sessions in a table, access and refresh tokens that die with them. A login beyond
 * `sessionsPerUser` ends the oldest; after so many `logins` nobody gets in any more.
 */
export async function sound(
  options: { sessionsPerUser?: number; logins?: number } = {},
): Promise<Application> {
  const { sessionsPerUser = Infinity, logins = Infinity } = options;
  const sessions = new Set<Session>();
  const given: string[] = [];
  let entered = 0;

  const fill = (session: Session): Answered => {
    Object.assign(session, { access: random(), refresh: random() });
    sessions.add(session);
    given.push(session.access, session.refresh);
    return { status: 200, body: { access: session.access, refresh: session.refresh } };
  };
  const named = (token: unknown): Session | undefined =>
    [...sessions].find(({ access, refresh, old }) => [access, refresh, ...old].some((one) => one === token));
  const end = (session: Session | undefined): boolean => session !== undefined && sessions.delete(session);
  const alive = ({ bearer }: Asked): Session | undefined =>
    [...sessions].find(({ access }) => access === bearer);

  const login = ({ body }: Asked): Answered => {
    entered += 1;
    const right = body['email'] === EMAIL && body['password'] === PASSWORD;
    if (!right || entered > logins) return { status: 401, body: { error: 'wrong' } };
    while (sessions.size >= sessionsPerUser) end([...sessions][0]);
    return fill({ access: '', refresh: '', old: [] });
  };
  const refresh = ({ body }: Asked): Answered => {
    const session = named(body['refresh']);
    if (session && session.refresh === body['refresh']) {
      session.old.push(session.access, session.refresh);
      return fill(session);
    }
    // It comes a second time, so somebody has a copy.
    end(session);
    return { status: 401, body: { error: 'invalid_grant' } };
  };
  const app = await serve((asked) => {
    const own = alive(asked);
    if (asked.path === '/login') return login(asked);
    if (asked.path === '/refresh') return refresh(asked);
    if (asked.path === '/logout') {
      for (const token of [asked.bearer, asked.body['refresh']]) end(named(token));
      return { status: 200, body: { done: true } };
    }
    if (!own)
      return { status: 401, body: { error: asked.bearer === undefined ? 'no token' : 'invalid token' } };
    if (asked.path === '/me') return { status: 200, body: { email: EMAIL, at: new Date().toISOString() } };
    for (const one of sessions) if (one !== own || asked.path === '/logout/everywhere') end(one);
    return { status: 200, body: { done: true } };
  });
  return { ...app, given: () => given, sessions: () => sessions.size };
}

/** A node of another application that knows its tokens and has never heard of a logout. */
export async function deafNode(other: Application): Promise<Served> {
  return serve(({ bearer = '' }) =>
    other.given().includes(bearer) ? PERSON : { status: 401, body: { error: 'invalid token' } },
  );
}

/** JWTs that nothing ever revokes: the logout only says so. */
export async function stateless(): Promise<Application> {
  const given: string[] = [];
  const app = await serve(({ path, bearer }) => {
    if (path === '/logout') return { status: 200, body: { message: 'Logged out' } };
    if (path === '/me') return verified(bearer) ? PERSON : { status: 401, body: { error: 'Unauthorized' } };
    const access = jwt(EMAIL, 900);
    given.push(access);
    return { status: 200, body: { access } };
  });
  return { ...app, given: () => given, sessions: () => given.length };
}

/**
 * Answers 200 to anybody: "who am I" says null, and the logout is done for garbage too. The session cookie dies, the refresh token
 * does not.
 */
export async function polite(): Promise<Application> {
  const sessions = new Set<string>();
  const refreshTokens = new Set<string>();
  const open = (): Answered => {
    const [sid, refresh] = [random(), random()];
    sessions.add(sid);
    refreshTokens.add(refresh);
    given.push(sid, refresh);
    return {
      status: 200,
      body: { refresh },
      headers: { 'Set-Cookie': `sid=${sid}; Path=/; HttpOnly; SameSite=Lax` },
    };
  };
  const given: string[] = [];
  const app = await serve(({ path, cookies, body }) => {
    const sid = cookies.get('sid') ?? '';
    if (path === '/login') return open();
    if (path === '/me') return { status: 200, body: { user: sessions.has(sid) ? PERSON.body : null } };
    if (path === '/refresh')
      return refreshTokens.has(String(body['refresh'])) ? open() : { status: 400, body: { error: 'no' } };
    sessions.delete(sid);
    return { status: 200, body: { ok: true }, headers: { 'Set-Cookie': 'sid=; Path=/; Max-Age=0' } };
  });
  return { ...app, given: () => given, sessions: () => sessions.size };
}

/** The plan of `sound`; what another one does otherwise goes into `changes`. */
export function planFor(base: string, changes: Partial<Plan> = {}): Plan {
  const type = [['Content-Type', 'application/json']] as const;
  const bearer = [['Authorization', 'Bearer {access}']] as const;
  const refresh = '{"refresh":"{refresh}"}';
  return {
    bases: [base],
    login: [
      { method: 'POST', url: '/login', headers: type, body: '{"email":"{email}","password":"{password}"}' },
    ],
    capture: ['access', 'refresh'].map((name) => ({ name, from: { kind: 'json', path: `$.${name}` } })),
    me: { method: 'GET', url: '/me', headers: bearer },
    canary: EMAIL,
    refresh: { method: 'POST', url: '/refresh', headers: type, body: refresh },
    logout: { method: 'POST', url: '/logout', headers: [...type, ...bearer], body: refresh },
    logoutOthers: { method: 'POST', url: '/logout/others', headers: bearer },
    logoutEverywhere: { method: 'POST', url: '/logout/everywhere', headers: bearer },
    sockets: [],
    budget: { access: 0, refresh: 0, scope: 'device', patience: 1_000 },
    variables: { email: EMAIL, password: PASSWORD },
    guesses: [],
    ...changes,
  };
}
