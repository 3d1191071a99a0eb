import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Plan, Step } from '../../../src/audit/plan.ts';
import { bearerOf, cookieOf } from '../../targets/support/cookies.ts';
import { served } from '../../targets/support/running.ts';
import type { Running } from '../../targets/target.ts';

/** A small application, whose cookies and logout a test writes as it wants them. */
export interface SiteShape {
  /** `Set-Cookie` of the login. */
  readonly cookies: (id: string) => readonly string[];
  /** Cookies that each open `/me`; where `all` is set, only all of them together do. */
  readonly opens: readonly string[];
  readonly all: boolean;
  /** Whether a request to `/logout` signs out, and the headers of its answer. */
  readonly signsOut: (req: IncomingMessage, body: string) => boolean;
  readonly answers: (req: IncomingMessage) => Readonly<Record<string, string>>;
  /** How `/logout` is asked for in the plan. */
  readonly logout: Partial<Step>;
  /** Whatever else it does; answers whether it was this. */
  readonly more: (req: IncomingMessage, res: ServerResponse, site: SiteState) => boolean;
  readonly plan: Partial<Plan>;
}

export interface SiteState {
  readonly sessions: Set<string>;
  password: string;
  readonly server: Server;
}

const USUAL: SiteShape = {
  cookies: (id) => [`sid=${id}; Path=/; HttpOnly; SameSite=Lax`],
  opens: ['sid'],
  all: false,
  signsOut: (req) => req.method === 'POST',
  answers: () => ({}),
  logout: {},
  more: () => false,
  plan: {},
};

/** Starts it. The token in the answer to a login is taken as Bearer, too. */
export async function probeSite(
  given: Partial<SiteShape> = {},
): Promise<Running & { readonly plan: Plan; readonly state: SiteState }> {
  const shape = { ...USUAL, ...given };
  const server = createServer((req, res) => void answer(req, res));
  const state: SiteState = { sessions: new Set(), password: 'correct-horse', server };

  function idOf(req: IncomingMessage): string | undefined {
    const held = shape.opens.map((name) => cookieOf(req, name));
    const given_ = [
      ...(shape.all ? [held.every((one) => one === held[0]) ? held[0] : undefined] : held),
      bearerOf(req),
    ];
    return given_.find((id) => id !== undefined && state.sessions.has(id));
  }

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (shape.more(req, res, state)) return;
    const body = await text(req);
    if (req.url === '/login') {
      if (JSON.parse(body).password !== state.password) return void res.writeHead(401).end('{}');
      const id = randomUUID();
      state.sessions.add(id);
      return void res
        .writeHead(200, { 'set-cookie': [...shape.cookies(id)] })
        .end(JSON.stringify({ token: id }));
    }
    if (req.url === '/logout') {
      const id = idOf(req);
      const out = shape.signsOut(req, body);
      if (out && id !== undefined) state.sessions.delete(id);
      return void res.writeHead(out ? 200 : 403, shape.answers(req)).end('{}');
    }
    const known = idOf(req) !== undefined;
    res.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
    res.end(JSON.stringify(known ? { id: 7, email: 'alice@example.com' } : { error: 'sign in' }));
  }

  const running = await served(server);
  return { ...running, state, plan: { ...planAt(running.base, shape), ...shape.plan } };
}

const JSON_TYPE = ['Content-Type', 'application/json'] as const;

function planAt(base: string, { logout }: SiteShape): Plan {
  return {
    bases: [base],
    login: [{ method: 'POST', url: '/login', headers: [JSON_TYPE], body: '{"password": "{password}"}' }],
    capture: [],
    me: { method: 'GET', url: '/me', headers: [] },
    canary: 'alice@example.com',
    logout: { method: 'POST', url: '/logout', headers: [], ...logout },
    sockets: [],
    budget: { access: 0, refresh: 0, scope: 'device', patience: 5_000 },
    variables: { password: 'correct-horse' },
    guesses: [],
  };
}
