import { Server, type Namespace, type Socket as Line } from 'socket.io';
import { expect, it } from 'vitest';
import { sockets } from '../../src/audit/probes/p15-sockets.ts';
import type { Socket } from '../../src/audit/plan.ts';
import { runProbe } from './support/probe-run.ts';
import { probeSite } from './support/probe-site.ts';

const URL_ = '/socket.io/?EIO=4&transport=websocket';

interface Chat {
  readonly namespace: Namespace;
  readonly isIn: (id: string) => boolean;
}

/** A site with a namespace of a real Socket.IO server, whose members are who signed in. */
async function siteWith(serve: (line: Line, chat: Chat) => void, more: Partial<Socket> = {}) {
  const socket = { kind: 'socketio', url: URL_, namespace: '/', headers: [], ...more } as const;
  const capture = [{ name: 'access', from: { kind: 'json', path: '$.token' } }] as const;
  const site = await probeSite({ plan: { sockets: [socket], capture } });
  const { server, sessions } = site.state;
  const io = new Server(server, { pingInterval: 50, pingTimeout: 1_000 });
  const namespace = io.of(socket.namespace ?? '/');
  const isIn = (id: string): boolean => sessions.has(id);
  namespace.use((line, next) => {
    const { token } = line.handshake.auth as { token?: string };
    const cookie = /sid=([\w-]+)/.exec(line.handshake.headers.cookie ?? '')?.[1] ?? '';
    const id = socket.handshake === undefined ? cookie : (token ?? '');
    next(isIn(id) ? undefined : new Error('who are you?'));
    line.data = id;
  });
  namespace.on('connection', (line) => serve(line, { namespace, isIn }));
  return Object.assign(site, {
    async [Symbol.asyncDispose]() {
      await io.close();
    },
  });
}

/** Sends something until the connection ends. */
function every(line: Line, ms: number, send: () => void): void {
  const timer = setInterval(send, ms);
  line.once('disconnect', () => clearInterval(timer));
}

const quotes = (line: Line): void =>
  every(line, 20, () => line.emit('quote', { isin: 'DE7164600', price: 1 }));

it.concurrent.each<[string, (line: Line) => void, Partial<Socket>]>([
  ['goes on sending', quotes, {}],
  ['goes on in a namespace of its own', quotes, { namespace: '/quotes' }],
  ['was shown a token', quotes, { handshake: '{"token":"{access}"}' }],
  ['was shown a token, in a namespace', quotes, { namespace: '/q', handshake: '{"token":"{access}"}' }],
  [
    'sends bytes',
    (line) => every(line, 20, () => line.emit('chart', Buffer.from('a chart'), { width: 7 })),
    {},
  ],
  [
    'answers what it is asked',
    (line) => void line.on('price', (isin: string) => line.emit('price', { isin })),
    { hello: ['["price","DE7164600"]'] },
  ],
  [
    'answers by a callback',
    (line) => void line.on('who', (answer: (name: string) => void) => answer('alice')),
    { hello: ['who'] },
  ],
  [
    'answers an event that has no values',
    (line) => void line.on('who', () => line.emit('you', 'alice')),
    { hello: ['who'] },
  ],
])('finds a Socket.IO that %s', async (_what, serve, more) => {
  await using site = await siteWith(serve, more);
  const { result } = await runProbe(sockets, site.plan);
  expect(result.evidence).toContain(
    `The Socket.IO namespace ${more.namespace ?? '/'} went on after the logout`,
  );
  expect(result).toMatchObject({ verdict: 'fail' });
});

it.concurrent.each<[string, (line: Line, chat: Chat) => void, string]>([
  [
    'disconnects it',
    (line, { isIn }) =>
      every(line, 20, () => (isIn(line.data as string) ? line.emit('tick', 1) : line.disconnect())),
    'it was disconnected',
  ],
  [
    'closes what is under it',
    (line, { isIn }) =>
      every(line, 20, () => (isIn(line.data as string) ? line.emit('tick', 1) : line.disconnect(true))),
    'closed',
  ],
])('is silent on an application that %s', async (_what, serve, said) => {
  await using site = await siteWith(serve);
  const { result } = await runProbe(sockets, site.plan);
  expect(result).toMatchObject({ verdict: 'pass' });
  expect(result.evidence).toContain(said);
});

it.concurrent(
  'takes the pings of an application that says nothing more for a sign, not for service',
  async () => {
    await using site = await siteWith((line, { isIn }) =>
      every(line, 20, () => isIn(line.data as string) && line.emit('tick', 1)),
    );
    const { result } = await runProbe(sockets, site.plan);
    expect(result).toMatchObject({ verdict: 'inconclusive' });
    expect(result.evidence).toMatch(/was still open and answers .* and sent nothing more/);
  },
);

it.concurrent('takes no bytes for an event, whatever they say', async () => {
  const bytes = Buffer.from('42["tick",1]');
  await using site = await siteWith((line, { isIn }) =>
    every(line, 20, () => (isIn(line.data as string) ? line.emit('tick', 1) : line.emit('late', bytes))),
  );
  const { result } = await runProbe(sockets, site.plan);
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(result.evidence).toContain('sent only what it had not sent before');
});

it.concurrent('says who did not let it in', async () => {
  await using site = await siteWith(quotes, { handshake: '{"token":"wrong"}' });
  const { result } = await runProbe(sockets, site.plan);
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(result.evidence).toContain('could not be opened: the namespace refused it: who are you?');
});

it.concurrent('says that nobody there speaks it', async () => {
  const socket = { kind: 'socketio', url: URL_, namespace: '/', headers: [] } as const;
  await using site = await probeSite({ plan: { sockets: [socket] } });
  const { result } = await runProbe(sockets, site.plan);
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(result.evidence).toContain('could not be opened');
});

it.concurrent('shows no token that it gave', async () => {
  const given: string[] = [];
  const serve = (line: Line): void => {
    given.push((line.handshake.auth as { token: string }).token);
    every(line, 20, () => line.emit('you', line.handshake.auth));
  };
  await using site = await siteWith(serve, { handshake: '{"token":"{access}"}' });
  const { result } = await runProbe(sockets, site.plan);
  expect(result).toMatchObject({ verdict: 'fail' });
  expect(given.length).toBeGreaterThan(0);
  for (const token of given) expect(JSON.stringify(result)).not.toContain(token);
});
