import { randomUUID } from 'node:crypto';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { streamSSE } from 'hono/streaming';
import { findUser, seed, type Account } from './support/accounts.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

const OPTIONS = { httpOnly: true, sameSite: 'Lax', path: '/' } as const;

function application(): Hono {
  const users = seed();
  const sessions = new Map<string, Account>();
  const app = new Hono();

  app.post('/auth/login', async (c) => {
    const { email, password } = await c.req.json<Record<string, unknown>>();
    const user = findUser(users, email, password);
    if (!user) return c.json({ message: 'Unauthorized' }, 401);
    const id = randomUUID();
    sessions.set(id, user);
    setCookie(c, 'sid', id, OPTIONS);
    return c.json({ message: 'Welcome' });
  });
  app.post('/auth/logout', (c) => {
    sessions.delete(getCookie(c, 'sid') ?? '');
    deleteCookie(c, 'sid', OPTIONS);
    return c.body(null, 204);
  });
  app.get('/inbox', (c) => {
    const user = sessions.get(getCookie(c, 'sid') ?? '');
    if (!user) return c.json({ message: 'Unauthorized' }, 401);
    return c.json({ inbox: { of: user.email, unread: 3 } });
  });
  app.get('/inbox/events', (c) => {
    // Asked once, when the stream begins.
    const user = sessions.get(getCookie(c, 'sid') ?? '');
    if (!user) return c.json({ message: 'Unauthorized' }, 401);
    return streamSSE(c, async (stream) => {
      for (let id = 1; !stream.aborted; id += 1) {
        const data = JSON.stringify({ to: user.email, unread: id });
        await stream.writeSSE({ event: 'mail', id: String(id), data });
        await stream.sleep(50);
      }
    });
  });
  return app;
}

export const honoSseKeepsStreaming: Target = {
  name: 'hono-sse-keeps-streaming',
  title: 'Hono, session cookie: an event stream that is open goes on after the logout',
  faults: ['P15'],
  plan: (base) => `
base: ${base}
login: {post: /auth/login, json: {email: alice@example.com, password: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /inbox, canary: alice@example.com}
logout: {post: /auth/logout}
sockets: [{sse: /inbox/events}]
budget: {access: 0s, scope: device}
`,
  start: () => served(getRequestListener(application().fetch)),
};
