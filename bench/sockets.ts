import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { guard } from '../src/adapters/ws.ts';
import { createCurfew, generateKey, type Curfew } from '../src/index.ts';
import { memory } from '../src/stores/memory/index.ts';
import type { Figure } from './measure.ts';

export const question = 'How soon do open WebSockets close, and what does it cost a node to have many?';

/** The close frame of the code 4401, as the server begins it. */
const CLOSE = Buffer.from([4401 >> 8, 4401 & 0xff]);
const PER_SESSION = 2;
/** Sessions whose sockets are opened at once. */
const BATCH = 50;
/** Where the clients find the port. */
const PORT = 'CURFEW_BENCH_PORT';
/** How many logouts of other sessions are timed beside the open sockets. */
const LOGOUTS = 200;

export async function run(quick: boolean): Promise<Figure[]> {
  const count = quick ? 1_000 : 10_000;
  const keys = [await generateKey()];
  const curfew = createCurfew({
    store: memory(),
    issuer: { name: 'https://api.test', audience: 'api', keys },
  });
  await curfew.ready();
  const before = await logouts(curfew);

  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', guard(curfew, sockets)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const clients = new Clients(port);
  let session = '';
  for (let opened = 0; opened < count; opened += BATCH * PER_SESSION) {
    const logins = await Promise.all(
      Array.from({ length: BATCH }, (_, index) => curfew.issue({ subject: `user-${opened + index}` })),
    );
    session = logins[0]?.session ?? '';
    await clients.open(logins.flatMap(({ accessToken }) => Array<string>(PER_SESSION).fill(accessToken)));
  }

  const beside = await logouts(curfew);
  const one = now();
  await curfew.revoke({ session });
  const recorded = now() - one;
  const two = await clients.closed(PER_SESSION);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { closed } = await clients.ask('count');
  if (closed !== PER_SESSION) throw new Error(`${closed} sockets closed, not ${PER_SESSION}`);

  const all = now();
  await curfew.revoke('everything');
  const last = await clients.closed(count);
  clients.stop();
  sockets.close();
  server.close();
  await curfew.close();
  return [
    { name: 'open sockets', value: count, unit: '' },
    { name: 'one session revoked: answered after', value: recorded, unit: 'ms' },
    { name: `one session revoked: its ${PER_SESSION} closed after`, value: two - one, unit: 'ms' },
    { name: 'everything revoked: the last closed after', value: last - all, unit: 'ms' },
    { name: 'a logout on a node without sockets', value: before, unit: 'ms' },
    { name: 'a logout beside the open sockets', value: beside, unit: 'ms' },
  ];
}

/** What a logout costs, ms: many at once, so that what a node does for each is what counts. */
async function logouts(curfew: Curfew): Promise<number> {
  const logins = await Promise.all(
    Array.from({ length: LOGOUTS }, (_, index) => curfew.issue({ subject: `visitor-${index}` })),
  );
  const started = performance.now();
  await Promise.all(logins.map(({ session }) => curfew.revoke({ session })));
  return (performance.now() - started) / LOGOUTS;
}

interface Told {
  readonly closed: number;
  /** When the last of them was, by `now()`. */
  readonly at: number;
}

/** The clients, in a process of their own: both ends of all sockets would be more files than one may open. */
class Clients {
  readonly #process: ChildProcess;

  constructor(port: number) {
    this.#process = fork(import.meta.filename, [], { env: { ...process.env, [PORT]: String(port) } });
  }

  async ask(what: unknown): Promise<Told> {
    this.#process.send(JSON.stringify(what));
    const [told] = (await once(this.#process, 'message')) as [Told];
    return told;
  }

  async open(tokens: readonly string[]): Promise<void> {
    await this.ask(tokens);
  }

  /** When the last of `count` sockets was closed. */
  async closed(count: number): Promise<number> {
    for (;;) {
      const { closed, at } = await this.ask('count');
      if (closed >= count) return at;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  stop(): void {
    this.#process.kill();
  }
}

/** One time for both processes, ms. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

/** The least that a WebSocket client can be, so that what is measured is the server. */
async function open(port: number, token: string, tell: () => void): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.write(
    `GET / HTTP/1.1\r\nhost: localhost\r\nconnection: Upgrade\r\nupgrade: websocket\r\n` +
      `sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n` +
      `authorization: Bearer ${token}\r\n\r\n`,
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  if (!answer.toString().startsWith('HTTP/1.1 101')) throw new Error(`refused: ${answer.toString()}`);
  socket.on('error', () => undefined);
  socket.on('data', (data) => {
    if (!data.includes(CLOSE)) return;
    tell();
    socket.destroy();
  });
}

const port = Number(process.env[PORT]);
if (port > 0 && process.send) {
  let told: Told = { closed: 0, at: 0 };
  const tell = (): void => void (told = { closed: told.closed + 1, at: now() });
  process.on('message', (text: string) => {
    const what = JSON.parse(text) as 'count' | string[];
    const tokens = what === 'count' ? [] : what;
    void Promise.all(tokens.map((token) => open(port, token, tell))).then(() => process.send?.(told));
  });
}
