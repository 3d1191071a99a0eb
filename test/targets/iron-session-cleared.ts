import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { getIronSession, type IronSession, type SessionOptions } from 'iron-session';
import { findUser, seed } from './support/accounts.ts';
import { served } from './support/running.ts';
import { FOLLOWS_FROM_REPLAY, type Target } from './target.ts';

interface SessionData {
  username: string;
  isLoggedIn: boolean;
}

const options: SessionOptions = {
  password: 'complex_password_at_least_32_characters_long',
  cookieName: 'iron-examples',
  cookieOptions: { secure: false, sameSite: 'lax', httpOnly: true },
};

function application(): Server {
  const users = seed();

  async function login(req: IncomingMessage, session: IronSession<SessionData>): Promise<unknown> {
    const { username, password } = (await json(req)) as Record<string, unknown>;
    const user = findUser(users, username, password);
    if (!user) return { message: 'Wrong username or password' };
    session.username = user.username;
    session.isLoggedIn = true;
    await session.save();
    return { username: user.username, isLoggedIn: true };
  }

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const session = await getIronSession<SessionData>(req, res, options);
    let answer: unknown;
    if (req.url === '/api/session' && req.method === 'GET') {
      const { username = '', isLoggedIn = false } = session;
      answer = { username, isLoggedIn };
    } else if (req.url === '/api/session' && req.method === 'POST') {
      answer = await login(req, session);
    } else if (req.url === '/api/logout' && req.method === 'POST') {
      session.destroy();
      answer = { username: '', isLoggedIn: false };
    } else {
      res.statusCode = 404;
    }
    res.setHeader('content-type', 'application/json').end(JSON.stringify(answer ?? { message: 'Not found' }));
  }

  return createServer((req, res) => {
    handle(req, res).catch(() => res.writeHead(400).end());
  });
}

export const ironSessionCleared: Target = {
  name: 'iron-session-cleared',
  title: 'node:http with iron-session: the sealed cookie is cleared, and a copy of it still opens',
  faults: ['P01'],
  mayAlso: FOLLOWS_FROM_REPLAY,
  plan: (base) => `
base: ${base}
login: {post: /api/session, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /api/session, canary: $AUDIT_USER}
logout: {post: /api/logout}
budget: {access: 0s, scope: device}
`,
  start: () => served(application()),
};
