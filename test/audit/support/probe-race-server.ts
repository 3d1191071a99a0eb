import { randomInt, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { Plan, Step } from '../../../src/audit/plan.ts';
import { served } from '../../targets/support/running.ts';
import type { Running } from '../../targets/target.ts';

/** How the server is built, all in ms. */
export interface RaceServer {
  /** What a refresh does before it reads the session, and what a logout does before it ends it. */
  readonly refreshWork: number;
  readonly logoutWork: number;
  /** As much is added at random to each of the two. */
  readonly jitter: number;
  /** From the read of a refresh to its write. */
  readonly window: number;
  /** Whether the write is done only when the session is still there and the token still its own. */
  readonly atomic: boolean;
  /** Whether a logout with an access token that was replaced is refused; else it ends the session too. */
  readonly refusesReplaced: boolean;
  /** Whether a refresh writes a session of its own, and takes the old one away after that. */
  readonly forks: boolean;
  /** Whether access tokens are signed and looked up nowhere: one that is given beside the logout outlives it. */
  readonly looseAccess: boolean;
  /** So many refreshes are answered, and 429 to all after them. */
  readonly limit: number;
}

interface Session {
  access: string;
  refresh: string;
}

const USUAL: RaceServer = {
  refreshWork: 0,
  logoutWork: 0,
  jitter: 0,
  window: 5,
  atomic: false,
  refusesReplaced: false,
  forks: false,
  looseAccess: false,
  limit: Infinity,
};

/** An application with opaque tokens, whose refresh reads, waits and writes. */
export async function raceServer(
  given: Partial<RaceServer> = {},
): Promise<Running & { readonly plan: Plan }> {
  const shape = { ...USUAL, ...given };
  const rows = new Map<string, Session>();
  const replaced = new Map<string, string>();
  const loose = new Set<string>();
  let refreshes = 0;
  const idOf = (test: (session: Session) => boolean): string | undefined =>
    [...rows].find(([, session]) => test(session))?.[0];
  const work = (ms: number): Promise<unknown> => delay(ms + randomInt(shape.jitter + 1));

  async function refresh(token: string): Promise<Session | undefined> {
    if (shape.refreshWork + shape.jitter > 0) await work(shape.refreshWork);
    const id = idOf((session) => session.refresh === token);
    if (id === undefined) return undefined;
    await delay(shape.window);
    const row = rows.get(id);
    if (shape.looseAccess && !row) {
      const access = randomUUID();
      loose.add(access);
      return { access, refresh: randomUUID() };
    }
    if (shape.atomic && row?.refresh !== token) return undefined;
    if (row) replaced.set(row.access, id);
    const next = { access: randomUUID(), refresh: randomUUID() };
    if (shape.forks) rows.delete(id);
    rows.set(shape.forks ? randomUUID() : id, next);
    return next;
  }
  async function logout(token: string): Promise<boolean> {
    if (shape.logoutWork + shape.jitter > 0) await work(shape.logoutWork);
    const id =
      idOf(({ access }) => access === token) ?? (shape.refusesReplaced ? undefined : replaced.get(token));
    return id !== undefined && rows.delete(id);
  }
  async function answer(req: IncomingMessage): Promise<[status: number, body: unknown]> {
    const bearer = (req.headers.authorization ?? '').slice('Bearer '.length);
    switch (req.url) {
      case '/login': {
        const session = { access: randomUUID(), refresh: randomUUID() };
        rows.set(randomUUID(), session);
        return [200, session];
      }
      case '/refresh': {
        refreshes += 1;
        if (refreshes > shape.limit) return [429, { error: 'slow down' }];
        const next = await refresh(((await json(req)) as Session).refresh);
        return next ? [200, next] : [401, { error: 'no session' }];
      }
      case '/logout':
        return (await logout(bearer)) ? [200, { bye: true }] : [401, { error: 'no session' }];
      default:
        return idOf(({ access }) => access === bearer) === undefined && !loose.has(bearer)
          ? [401, { error: 'no session' }]
          : [200, { id: 1, email: 'alice@example.com' }];
    }
  }

  const server = createServer((req, res) => {
    void answer(req).then(([status, body]) =>
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  });
  const running = await served(server);
  return { ...running, plan: planAt(running.base) };
}

function planAt(base: string): Plan {
  const bearer = ['Authorization', 'Bearer {access}'] as const;
  const post = (url: string, more: Partial<Step> = {}): Step => ({
    method: 'POST',
    url,
    headers: [],
    ...more,
  });
  return {
    bases: [base],
    login: [post('/login')],
    capture: ['access', 'refresh'].map((name) => ({ name, from: { kind: 'json', path: `$.${name}` } })),
    me: { method: 'GET', url: '/me', headers: [bearer] },
    canary: 'alice@example.com',
    refresh: post('/refresh', {
      headers: [['Content-Type', 'application/json']],
      body: '{"refresh": "{refresh}"}',
    }),
    logout: post('/logout', { headers: [bearer] }),
    sockets: [],
    budget: { access: 0, refresh: 0, scope: 'device', patience: 5_000 },
    variables: {},
    guesses: [],
  };
}
