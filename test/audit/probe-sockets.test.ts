import { expect, it } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { sockets } from '../../src/audit/probes/p15-sockets.ts';
import type { Socket } from '../../src/audit/plan.ts';
import { probeTarget, runProbe } from './support/probe-run.ts';
import { probeSite } from './support/probe-site.ts';

type Serve = (socket: WebSocket, isIn: () => boolean) => void;

const QUOTE = '{"type":"quote","price":17}';

/** Sends something until the connection or the test ends. */
function every(socket: WebSocket, ms: number, send: () => void): void {
  const timer = setInterval(send, ms);
  socket.once('close', () => clearInterval(timer));
}

/** A site with a WebSocket; `open` lets in those who are not signed in, too. */
async function siteWith(serve: Serve, more: Partial<Socket> & { readonly open?: boolean } = {}) {
  const { open = false, ...rest } = more;
  const site = await probeSite({
    plan: { sockets: [{ kind: 'websocket', url: '/live', headers: [], ...rest }] },
  });
  const { server, sessions } = site.state;
  const wss = new WebSocketServer({ noServer: true });
  server.on('upgrade', (req, socket, head) => {
    const id = /sid=([\w-]+)/.exec(req.headers.cookie ?? '')?.[1] ?? '';
    if (!open && !sessions.has(id)) socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    else wss.handleUpgrade(req, socket, head, (line) => serve(line, () => sessions.has(id)));
  });
  return site;
}

it.concurrent.each<[string, Serve, Partial<Socket>]>([
  ['goes on sending', (line) => every(line, 20, () => line.send(QUOTE)), {}],
  ['sends in parts', (line) => every(line, 20, () => halves(line, QUOTE)), {}],
  [
    'answers what it is asked',
    (line) => void line.on('message', () => line.send('pong')),
    { hello: ['ping'] },
  ],
])('finds a WebSocket that %s', async (_what, serve, more) => {
  await using site = await siteWith(serve, more);
  const { result } = await runProbe(sockets, site.plan);
  expect(result).toMatchObject({ verdict: 'fail' });
  expect(result.evidence).toContain('The WebSocket /live went on after the logout');
});

function halves(line: WebSocket, text: string): void {
  line.send(text.slice(0, 9), { fin: false });
  line.send(text.slice(9), { fin: true });
}

it.concurrent.each<[string, Serve, string]>([
  [
    'closes it',
    (line, isIn) => every(line, 20, () => (isIn() ? line.send(QUOTE) : line.close(4401))),
    'closed with code 4401',
  ],
  [
    'says farewell and closes it a second later',
    (line, isIn) =>
      every(line, 20, () => {
        if (isIn()) return line.send(QUOTE);
        line.send('{"type":"farewell"}');
        setTimeout(() => line.terminate(), 1_000);
      }),
    'the connection was closed',
  ],
])('is silent on an application that %s', async (_what, serve, said) => {
  await using site = await siteWith(serve);
  const { result } = await runProbe(sockets, site.plan);
  expect(result).toMatchObject({ verdict: 'pass' });
  expect(result.evidence).toContain(said);
});

it.concurrent.each<[string, Serve, Partial<Socket> & { readonly open?: boolean }, string]>([
  ['never sends anything', () => undefined, {}, 'It had sent nothing before'],
  [
    'stays open and says nothing more',
    (line, isIn) => every(line, 20, () => isIn() && line.send(QUOTE)),
    {},
    'was still open and answers',
  ],
  [
    'stays open and refuses every message',
    (line, isIn) => void line.on('message', () => line.send(isIn() ? 'welcome' : 'unauthorized')),
    { hello: ['hi'] },
    'sent only what it had not sent before',
  ],
  [
    'sends the same to everybody',
    (line) => every(line, 20, () => line.send(QUOTE)),
    { open: true },
    'anonymous',
  ],
  ['closes it before the logout', (line) => line.close(1000), {}, 'was closed before the logout'],
])('says nothing of an application that %s', async (_what, serve, more, said) => {
  await using site = await siteWith(serve, more);
  const { result } = await runProbe(sockets, site.plan);
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(result.evidence).toContain(said);
});

it.concurrent.each([
  ['/live', 'websocket'],
  ['/events', 'sse'],
] as const)('says nothing of %s when there is none', async (url, kind) => {
  await using site = await probeSite({ plan: { sockets: [{ kind, url, headers: [] }] } });
  const { result } = await runProbe(sockets, site.plan);
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(result.evidence).toContain('could not be opened');
});

it.concurrent('believes no handshake that was made without its key', async () => {
  await using site = await probeSite({
    plan: { sockets: [{ kind: 'websocket', url: '/live', headers: [] }] },
  });
  site.state.server.on('upgrade', (_req, socket) => {
    const accept = 'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=';
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${accept}\r\n\r\n`,
    );
  });
  const { result } = await runProbe(sockets, site.plan);
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(result.evidence).toContain('another key');
});

it.concurrent('sends a token in the hello as JSON, and shows none', async () => {
  const heard: string[] = [];
  const serve: Serve = (line) => void line.on('message', (data: Buffer) => heard.push(data.toString()));
  await using site = await siteWith(serve, { hello: ['{"token": "{password}"}'] });
  const { result } = await runProbe(sockets, site.plan);
  expect(heard[0]).toBe('{"token": "correct-horse"}');
  expect(JSON.stringify(result)).not.toContain('correct-horse');
});

it.concurrent.each([
  ['ws-keeps-streaming', 'fail'],
  ['hono-sse-keeps-streaming', 'fail'],
  ['node-closes-streams', 'pass'],
])('says of %s: %s', async (name, verdict) => {
  expect((await probeTarget(sockets, name)).result.verdict).toBe(verdict);
});

it.concurrent('never connects to a host that was not allowed', async () => {
  await using site = await probeSite({
    plan: { sockets: [{ kind: 'websocket', url: 'wss://192.0.2.1/live', headers: [] }] },
  });
  await expect(runProbe(sockets, site.plan)).rejects.toThrow('not this machine');
});
