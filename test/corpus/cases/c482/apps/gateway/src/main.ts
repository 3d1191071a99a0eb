import { createServer } from 'node:http';
import { createClient } from 'redis';
import { WebSocketServer, type WebSocket } from 'ws';
import { sessionOf } from './session';

const server = createServer();
const wss = new WebSocketServer({ noServer: true });
const bySession = new Map<string, Set<WebSocket>>();

server.on('upgrade', async (req, socket, head) => {
  const session = await sessionOf(req);
  if (!session) {
    socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    return;
  }
  wss.handleUpgrade(req, socket, head, (ws) => {
    const set = bySession.get(session.id) ?? new Set();
    set.add(ws);
    bySession.set(session.id, set);
    ws.on('close', () => set.delete(ws));
  });
});

const subscriber = createClient({ url: process.env.REDIS_URL });
await subscriber.connect();

await subscriber.subscribe('sessions:ended', (message) => {
  const { id } = JSON.parse(message) as { id: string };
  for (const ws of bySession.get(id) ?? []) ws.close(4001, 'signed out');
  bySession.delete(id);
});

await subscriber.subscribe('board:changed', (message) => {
  for (const ws of wss.clients) ws.send(message);
});

server.listen(8081);
