import { randomUUID } from 'node:crypto';
import { NEXT, NextApp, QUIET } from '../../support/next.ts';
import { child } from '../support/child.ts';
import { running } from '../support/running.ts';
import { ENVIRONMENT, FOLLOWS_FROM_REPLAY, type Running, type Target } from '../target.ts';

async function start(): Promise<Running> {
  const app = new NextApp(import.meta.dirname);
  try {
    await app.build();
    const env = {
      ...QUIET,
      NODE_ENV: 'production',
      SESSION_SECRET: randomUUID(),
      PASSWORD: ENVIRONMENT.AUDIT_PASS,
    } as const;
    // Next takes the port from $PORT.
    const server = await child(app.folder, [...NEXT, 'start', '-H', '127.0.0.1'], env);
    return running(server.base, async () => {
      await server.stop();
      app[Symbol.dispose]();
    });
  } catch (error) {
    app[Symbol.dispose]();
    throw error;
  }
}

export const nextStatelessCookie: Target = {
  name: 'next-stateless-cookie',
  title:
    'Next, a JWT in a cookie: the logout takes the cookie from the browser, and a copy of it still opens',
  faults: ['P01'],
  mayAlso: FOLLOWS_FROM_REPLAY,
  plan: (base) => `
base: ${base}
login: {post: /api/login, form: {email: alice@example.com, password: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /dashboard, canary: alice@example.com}
logout: {post: /api/logout}
budget: {access: 0s}
`,
  start,
};
