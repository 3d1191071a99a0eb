import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Curfew } from 'curfew';
import { guard, routes } from 'curfew/express';
import express, { type Express, type RequestHandler } from 'express';
import { securityHeaders } from './headers.ts';
import { options } from './http.ts';
import { login } from './login.ts';
import { notFound, onError } from './problems.ts';
import { stream } from './stream.ts';

const pages = fileURLToPath(new URL('dist', import.meta.url));

interface Parts {
  readonly curfew: Curfew;
  /** Aborts when this server stops. */
  readonly closing: AbortSignal;
  /** Stands before everything that a token opens: the demo's plug. */
  readonly gate: RequestHandler;
  /** What the demo needs to be one. Absent on the thief's line. */
  readonly backstage?: RequestHandler;
}

/** The whole server: what stands above `guard` is open to everybody, what stands below needs a live token. */
export function createApp({ curfew, closing, gate, backstage }: Parts): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(securityHeaders);
  if (backstage) app.use('/demo', backstage);

  app.use(['/auth', '/api'], gate);
  app.post('/api/login', express.json({ limit: '10kb' }), login(curfew));
  app.use('/auth', routes(curfew, options));
  app.use('/auth', notFound);

  app.use('/api', guard(curfew, options));
  app.get('/api/me', (request, response) => {
    const { subject, session, expiresAt } = request.auth;
    response.json({ sub: subject, session, expiresAt });
  });
  app.get('/api/stream', stream(closing));
  app.use('/api', notFound);

  app.use(express.static(pages, { extensions: ['html'], setHeaders: cacheOf }));
  app.use(notFound);
  app.use(onError);
  return app;
}

/** Files below `assets` have the hash of what they hold in their names. */
function cacheOf(response: { setHeader(name: string, value: string): unknown }, file: string): void {
  const forever = file.startsWith(path.join(pages, 'assets'));
  response.setHeader('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/** Throws when the pages were not built. */
export function checkPages(): void {
  if (!existsSync(path.join(pages, 'index.html'))) {
    throw new Error('The pages of the demo are not built: run `npm start`, or `node tools/build-demo.mjs`.');
  }
}
