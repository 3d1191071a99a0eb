import { fileURLToPath } from 'node:url';
import type { Curfew } from 'curfew';
import { guard, routes } from 'curfew/express';
import express, { type Express } from 'express';
import { securityHeaders } from './headers.ts';
import { login } from './login.ts';
import { notFound, onError } from './problems.ts';
import { stream } from './stream.ts';

const page = fileURLToPath(new URL('public', import.meta.url));

/** The whole server: what stands above `guard` is open to everybody, what stands below needs a live token. */
export function createApp(curfew: Curfew, closing: AbortSignal): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(securityHeaders);

  app.post('/api/login', express.json({ limit: '10kb' }), login(curfew));
  app.use('/auth', routes(curfew));
  app.use('/auth', notFound);

  app.use('/api', guard(curfew));
  app.get('/api/me', (request, response) => {
    const { subject, session, expiresAt } = request.auth;
    response.json({ sub: subject, session, expiresAt });
  });
  app.get('/api/stream', stream(closing));
  app.use('/api', notFound);

  app.use(
    express.static(page, { setHeaders: (response) => response.setHeader('cache-control', 'no-cache') }),
  );
  app.use(notFound);
  app.use(onError);
  return app;
}
