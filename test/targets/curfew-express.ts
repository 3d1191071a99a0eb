import express, { type Express } from 'express';
import { guard, routes } from '../../src/adapters/express.ts';
import { createCurfew, generateKey, type Curfew } from '../../src/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { findUser, seed } from './support/accounts.ts';
import { served } from './support/running.ts';
import type { Running, Target } from './target.ts';

function application(curfew: Curfew): Express {
  const users = seed();
  const app = express();
  app.use(express.json());
  app.post('/login', async (req, res) => {
    const user = findUser(users, req.body?.username, req.body?.password);
    if (!user) {
      res.status(401).json({ error: 'the name or the password is wrong' });
      return;
    }
    res.json(await curfew.issue({ subject: user.username }));
  });
  app.use('/auth', routes(curfew));
  app.use(guard(curfew));
  app.get('/me', (req, res) => {
    const user = users.find(({ username }) => username === req.auth.subject);
    res.json({ id: user?.id, email: user?.email });
  });
  return app;
}

async function start(): Promise<Running> {
  const issuer = { name: 'https://api.example.com', audience: 'api', keys: [await generateKey()] };
  const curfew = createCurfew({ store: memory(), issuer });
  return served(application(curfew), () => curfew.close());
}

export const curfewExpress: Target = {
  name: 'curfew-express',
  title: 'Express with Curfew',
  faults: [],
  plan: (base) => `
base: ${base}
login: {post: /login, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.accessToken, refresh: $.refreshToken}
me: {get: /me, auth: "Bearer {access}", canary: alice@example.com}
refresh: {post: /auth/refresh, json: {refreshToken: "{refresh}"}}
logout: {post: /auth/logout, auth: "Bearer {access}"}
logoutOthers: {post: /auth/logout/others, auth: "Bearer {access}"}
logoutEverywhere: {post: /auth/logout/everywhere, auth: "Bearer {access}"}
budget: {access: 0s, refresh: 0s, scope: device}
`,
  start,
};
