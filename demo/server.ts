/**
 * The demonstration: `npm start`, then open the address that it prints.
 *
 *   PORT        default 3000; 0 takes any that is free
 *   CURFEW_DB   the SQLite file, default curfew-demo.db in the current folder; `:memory:` keeps nothing
 *
 * Several servers may share one file: a logout at one of them holds at all of them.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCurfew } from 'curfew';
import { sqlite } from 'curfew/stores/sqlite';
import { checkPages, createApp } from './app.ts';
import { backstage } from './backstage.ts';
import { keysFor } from './keys.ts';
import { Plug } from './plug.ts';
import { Thieves } from './thief/thieves.ts';

/** An hour, so that expiry plays no part in what the page shows: only the logout ends a token. Forgotten sessions end as well. */
const LIFETIME = 60 * 60 * 1_000;
/** How long requests under way may take when the server stops, ms. */
const PATIENCE = 1_000;

async function start(): Promise<void> {
  const port = portOf(process.env['PORT'] ?? '3000');
  const database = process.env['CURFEW_DB'] || 'curfew-demo.db';
  checkPages();
  const curfew = createCurfew({
    store: sqlite(database),
    issuer: {
      name: 'curfew-demo',
      audience: 'curfew-demo',
      keys: await keysFor(database),
      lifetime: LIFETIME,
    },
    sessions: { idle: LIFETIME },
  });

  const closing = new AbortController();
  const { signal } = closing;
  const plug = new Plug();
  // The thief is somewhere else, and has a line of its own to the server.
  const line = createServer(createApp({ curfew, closing: signal, gate: plug.gate('thief') }));
  const thieves = new Thieves(`http://127.0.0.1:${await listening(line, 0)}`, signal);
  const gate = plug.gate('yours');
  const scenes = backstage({ curfew, plug, thieves, closing: signal });
  const server = createServer(createApp({ curfew, closing: signal, gate, backstage: scenes }));
  const stop = async (): Promise<void> => {
    if (signal.aborted) return;
    closing.abort();
    await Promise.all([closed(server), closed(line)]);
    await curfew.close();
    process.exit(0);
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      stop().catch(fail);
    });
  }

  const real = await listening(server, port);
  console.log(
    `Curfew demo: http://localhost:${real}  (log in as alice / correct-horse or bob / battery-staple)`,
  );
}

function portOf(text: string): number {
  const port = Number(text);
  if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`PORT must be a number from 0 to 65535, not ${JSON.stringify(text)}.`);
}

/** Only for this machine: the passwords are public. Resolves with the port that it got. */
function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken
          ? new Error(`Port ${port} is taken: choose another, for example PORT=${port + 1} npm start.`)
          : error,
      );
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Resolves when no connection is left; those that take too long are cut. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), PATIENCE);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

start().catch(fail);
