import { generateKeyPairSync, randomUUID } from 'node:crypto';
import express, { type RequestHandler } from 'express';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { findUser, seed } from './support/accounts.ts';
import { bearerOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

function application(): express.Express {
  const users = seed();
  const revokedTokens = new Set<string>();
  const app = express().disable('x-powered-by');
  app.use(express.json());

  const requireAuth: RequestHandler = (req, res, next) => {
    const token = bearerOf(req);
    if (token === undefined || revokedTokens.has(token)) {
      res.status(403).send('Forbidden');
      return;
    }
    jwt.verify(token, publicKey, { algorithms: ['RS256'] }, (error, payload) => {
      if (error) {
        res.status(403).send('Forbidden');
        return;
      }
      res.locals['claims'] = payload;
      res.locals['token'] = token;
      next();
    });
  };

  app.post('/api/session', (req, res) => {
    const user = findUser(users, req.body?.email, req.body?.password);
    if (!user) {
      res.status(403).send('Forbidden');
      return;
    }
    const claims = { sid: randomUUID(), email: user.email, name: user.name };
    const signing = { algorithm: 'RS256', subject: String(user.id), expiresIn: '1h' } as const;
    res.status(201).json({ session: { accessToken: jwt.sign(claims, privateKey, signing) } });
  });
  app.get('/api/session', requireAuth, (_req, res) => {
    const { sub, email, name } = res.locals['claims'] as JwtPayload;
    res.json({ session: { user: { id: sub, email, name } } });
  });
  app.delete('/api/session', requireAuth, (_req, res) => {
    revokedTokens.add(res.locals['token']);
    res.sendStatus(204);
  });
  return app;
}

export const expressDenylistByString: Target = {
  name: 'express-denylist-by-string',
  title:
    'Express, JWT (RS256): the denylist holds the token as text, and another spelling of it still verifies',
  faults: ['P01'],
  mayAlso: ['P02', 'P17'],
  plan: (base) => `
base: ${base}
login:
  post: /api/session
  json: {email: alice@example.com, password: $AUDIT_PASS}
capture: {access: $.session.accessToken}
me: {get: /api/session, auth: "Bearer {access}", canary: alice@example.com}
logout: {delete: /api/session, auth: "Bearer {access}"}
budget: {access: 0s}
`,
  start: () => served(application()),
};
