import { WebSocketServer, type WebSocket } from 'ws';
import type { IncomingMessage, Server } from 'node:http';
import { createVerifier } from 'fast-jwt';
import type { RevokedSessions } from '../revocation';

interface Client {
  socket: WebSocket;
  sid: string;
  sub: string;
}

export function gateway(server: Server, revoked: RevokedSessions, publicKey: string) {
  const verify = createVerifier({ key: publicKey, algorithms: ['ES256'] });
  const wss = new WebSocketServer({ noServer: true });
  const clients = new Set<Client>();

  server.on('upgrade', (req: IncomingMessage, raw, head) => {
    const token = new URL(req.url!, 'http://ws').searchParams.get('token') ?? '';
    let claims: { sid: string; sub: string };
    try {
      claims = verify(token);
    } catch {
      return raw.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    }
    if (revoked.has(claims.sid)) return raw.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    wss.handleUpgrade(req, raw, head, (socket) => accept({ socket, sid: claims.sid, sub: claims.sub }));
  });

  function accept(client: Client) {
    clients.add(client);
    client.socket.on('close', () => clients.delete(client));
    client.socket.on('message', async (data) => {
      if (revoked.has(client.sid)) return client.socket.close(4401, 'signed out');
      const message = JSON.parse(String(data));
      switch (message.type) {
        case 'ping':
          return client.socket.send('{"type":"pong"}');
        case 'logout':
          await revoked.announce(client.sid);
          return client.socket.close(1000, 'bye');
        case 'cursor':
          for (const other of clients) {
            if (other !== client) other.socket.send(JSON.stringify({ type: 'cursor', from: client.sub, at: message.at }));
          }
      }
    });
  }

  return wss;
}
