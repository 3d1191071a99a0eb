/**
 * A WebSocket that closes with 4401 at the logout, wherever the logout happens: `node examples/ws.ts`. In a browser:
 *
 *   new WebSocket('ws://localhost:3000/', ['chat', `curfew.bearer.${accessToken}`])
 */
import { existsSync, readFileSync } from 'node:fs';
import { createCurfew, generateKey, type SigningKey } from 'curfew';
import { routes } from 'curfew/express';
import { sqlite } from 'curfew/stores/sqlite';
import { authOf, guard, renew } from 'curfew/ws';
import express from 'express';
import { WebSocketServer } from 'ws';

const keys = existsSync('keys.json')
  ? (JSON.parse(readFileSync('keys.json', 'utf8')) as SigningKey[])
  : [await generateKey()];
const curfew = createCurfew({
  store: sqlite(process.env['CURFEW_DB'] ?? 'app.db'),
  issuer: { name: 'https://api.example.com', audience: 'api', keys },
});

const app = express();
app.post('/login', async (_req, res) => res.json(await curfew.issue({ subject: 'alice' }))); // check who it is
app.use('/auth', routes(curfew));
export const server = app.listen(Number(process.env['PORT'] ?? 3000));

const sockets = new WebSocketServer({ noServer: true });
server.on('upgrade', guard(curfew, sockets)); // 401 or 503 without a live token
sockets.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const { token, say } = JSON.parse(data.toString()) as { token?: string; say?: string };
    if (say !== undefined) return socket.send(`${authOf(socket).subject}: ${say}`);
    const told = (text: string) => (): void => socket.send(text);
    renew(socket, token ?? '').then(told('renewed'), told('refused')); // the next token of the same session
  });
});
server.on('close', () => void curfew.close());
