import { createServer } from 'node:http';
import express, { type Response } from 'express';
import { guard, routes } from 'curfew/express';
import { adapterContract, type AdapterServer, type AdapterSetup } from 'curfew/testing';
import { describe, it } from 'vitest';
import { listening } from './listening.ts';

describe('curfew/express', () => {
  adapterContract(it, serve);
});

async function serve({ curfew, options, parsed }: AdapterSetup): Promise<AdapterServer> {
  const app = express();
  if (parsed) app.use(express.json(), express.urlencoded());
  app.post('/login', express.json(), async (req, res) => {
    const tokens = await curfew.issue({ subject: (req.body as { subject: string }).subject });
    if (options.cookies) res.append('set-cookie', options.cookies.set(tokens));
    res.json(tokens);
  });
  app.get('/public', (_req, res) => void res.send('public'));
  app.use('/auth', routes(curfew, options));
  app.use(guard(curfew, options));
  app.all('/me', (req, res) => {
    res.vary('Accept-Language').json({ subject: req.auth.subject, session: req.auth.session });
  });
  app.post('/act', express.json(), (req, res) => {
    res.json({ subject: req.auth.subject, ...(req.body as object) });
  });
  app.get('/stream', (req, res) => {
    res.write('open\n');
    req.auth.signal.addEventListener('abort', () => res.end());
  });
  app.get('/broken', () => {
    throw new Error('broken');
  });
  app.use(
    (_error: Error, _req: unknown, res: Response, _next: unknown) => void res.status(500).send('sorry'),
  );
  return listening(createServer(app));
}
