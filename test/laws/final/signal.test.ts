import { expect, it } from 'vitest';
import { memory } from '../../../src/stores/memory/index.ts';
import { codeOf, node, pause } from '../../support/node.ts';
import { join } from 'node:path';
import { temporaryFolder, TestServer } from '../../support/processes.ts';

it('aborts the signal at the logout, on whichever node', async () => {
  const store = memory();
  await using a = await node({ store });
  await using b = await node({ store });
  const { accessToken } = await a.issue({ subject: 'alice' });
  const { signal } = await b.verify(accessToken);
  const other = (await b.verify((await a.issue({ subject: 'bob' })).accessToken)).signal;
  expect(signal.aborted).toBe(false);
  expect((await b.verify(accessToken)).signal).toBe(signal);
  await a.logout(accessToken);
  expect(signal.aborted).toBe(true);
  expect(signal.reason).toMatchObject({ code: 'ERR_TOKEN_REVOKED' });
  expect(other.aborted).toBe(false);
});

it('aborts the signal when the token expires', async () => {
  const key = (await import('../../../src/index.ts')).generateKey();
  const issuer = { name: 'https://api.test', audience: 'api', keys: [await key], lifetime: 1_000 };
  await using curfew = await node({ issuer });
  const { accessToken, expiresAt } = await curfew.issue({ subject: 'alice' });
  const auth = await curfew.verify(accessToken).catch(() => undefined);
  if (!auth) return expect(Date.now()).toBeGreaterThanOrEqual(expiresAt);
  while (!auth.signal.aborted && Date.now() < expiresAt + 1_000) await pause(10);
  expect(Date.now()).toBeGreaterThanOrEqual(expiresAt);
  expect(auth.signal.reason).toMatchObject({ code: 'ERR_TOKEN_EXPIRED' });
});

it('gives an aborted signal to a handler that asks for it only after the logout', async () => {
  await using curfew = await node();
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const auth = await curfew.verify(accessToken);
  await curfew.logout(accessToken);
  expect(auth.signal.aborted).toBe(true);
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
});

it('ends an open event stream of another process', { timeout: 60_000 }, async () => {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  await using a = await TestServer.start(db);
  await using b = await TestServer.start(db);
  const { accessToken } = await a.login();
  const stream = await fetch(`${b.url}/stream`, { headers: { authorization: `Bearer ${accessToken}` } });
  const text = stream.text();
  await a.logout(accessToken);
  expect(await text).toBe('data: open\n\ndata: closed\n\n');
});
