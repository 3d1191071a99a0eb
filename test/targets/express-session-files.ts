import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { temporaryFolder } from '../support/processes.ts';
import { findUser, seed } from './support/accounts.ts';
import { bearerOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Running, Target } from './target.ts';

/** A file for each session, on a disk that all nodes mount. */
class SessionFiles {
  readonly #folder: string;
  constructor(folder: string) {
    this.#folder = folder;
  }

  async save(token: string, email: string): Promise<void> {
    await writeFile(this.#fileOf(token), JSON.stringify({ email }), { mode: 0o600 });
  }
  /** Undefined when there is no such session. Throws when nobody can tell. */
  async find(token: string): Promise<string | undefined> {
    try {
      return (JSON.parse(await readFile(this.#fileOf(token), 'utf8')) as { email: string }).email;
    } catch {
      await stat(this.#folder);
      return undefined;
    }
  }
  async remove(token: string): Promise<void> {
    await stat(this.#folder);
    await rm(this.#fileOf(token), { force: true });
  }
  #fileOf(token: string): string {
    return join(this.#folder, `${createHash('sha256').update(token).digest('hex')}.json`);
  }
}

function application(sessions: SessionFiles): Express {
  const users = seed();
  const app = express();
  app.use(express.json());

  app.post('/sessions', async (req, res) => {
    const user = findUser(users, req.body?.email, req.body?.password);
    if (!user) {
      res.status(401).json({ error: 'wrong e-mail address or password' });
      return;
    }
    const token = randomBytes(32).toString('base64url');
    await sessions.save(token, user.email);
    res.status(201).json({ token });
  });
  app.get('/sessions/mine', async (req, res) => {
    const token = bearerOf(req);
    const email = token === undefined ? undefined : await sessions.find(token);
    if (email === undefined) {
      res.status(401).json({ error: 'no session' });
      return;
    }
    res.json({ email });
  });
  app.delete('/sessions/mine', async (req, res) => {
    await sessions.remove(bearerOf(req) ?? '');
    res.sendStatus(204);
  });
  app.use(((_error, _req, res, _next) => {
    res.status(503).set('retry-after', '1').json({ error: 'the session store is not available' });
  }) satisfies ErrorRequestHandler);
  return app;
}

const folders = new Map<string, string>();

async function start(): Promise<Running> {
  const folder = temporaryFolder();
  const sessions = join(folder.path, 'sessions');
  await mkdir(sessions);
  const server = await served(application(new SessionFiles(sessions)), () => folder[Symbol.dispose]());
  folders.set(server.base, sessions);
  return server;
}

export const expressSessionFiles: Target = {
  name: 'express-session-files',
  title: 'Express, opaque tokens, a file for each session: without its store it answers 503',
  faults: [],
  plan: (base) => `
base: ${base}
login: {post: /sessions, json: {email: alice@example.com, password: $AUDIT_PASS}}
capture: {access: $.token}
me: {get: /sessions/mine, auth: "Bearer {access}", canary: alice@example.com}
logout: {delete: /sessions/mine, auth: "Bearer {access}"}
outage: {stop: mv ${folders.get(base)} ${folders.get(base)}.away, start: mv ${folders.get(base)}.away ${folders.get(base)}}
budget: {access: 0s}
`,
  start,
};
