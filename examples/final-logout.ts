/**
 * Proves in an application's own tests that its logout is final: `node --test examples/final-logout.ts`.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createCurfew, generateKey } from 'curfew';
import { guard, routes } from 'curfew/express';
import { memory } from 'curfew/stores/memory';
import { expectFinalLogout } from 'curfew/testing';
import express from 'express';

const curfew = createCurfew({
  store: memory(),
  issuer: { name: 'https://api.example.com', audience: 'api', keys: [await generateKey()] },
});
const app = express();
app.post('/login', async (_request, response) => {
  response.json(await curfew.issue({ subject: 'alice' }));
});
app.use('/auth', routes(curfew));
app.use(guard(curfew));
app.get('/me', (request, response) => {
  response.json({ sub: request.auth.subject });
});
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

await test('after logout access is over', async () => {
  await expectFinalLogout({
    fetch: (path, init) => fetch(url + path, init),
    login: 'POST /login',
    me: '/me',
    logout: 'POST /auth/logout',
    refresh: ({ refreshToken = '' }) => [
      '/auth/refresh',
      { method: 'POST', body: new URLSearchParams({ refresh_token: refreshToken }) },
    ],
  });
});

server.close();
server.closeAllConnections();
await curfew.close();
