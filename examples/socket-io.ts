/**
 * A socket of socket.io that is disconnected at the logout, wherever the logout happens: `node examples/socket-io.ts`.
 * In a browser:
 *
 *   const socket = io({ auth: { token: accessToken } });
 *   socket.on('curfew', ({ code }) => …); // why it is about to be disconnected
 */
import { existsSync, readFileSync } from 'node:fs';
import { createCurfew, generateKey, type SigningKey } from 'curfew';
import { routes } from 'curfew/express';
import { guard, type SocketData } from 'curfew/socketio';
import { sqlite } from 'curfew/stores/sqlite';
import express from 'express';
import { Server, type DefaultEventsMap as Events } from 'socket.io';

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

const io = new Server<Events, Events, Events, SocketData>(server);
io.use(guard(curfew, { until: 'session' })); // stays open while the client refreshes its tokens
io.on('new_namespace', (namespace) => namespace.use(guard(curfew, { until: 'session' })));
io.on('connection', (socket) => {
  socket.on('who', (answer: (subject: string) => void) => answer(socket.data.auth.subject));
});
server.on('close', () => void curfew.close());
