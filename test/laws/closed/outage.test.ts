import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { memory } from '../../../src/stores/memory/index.ts';
import { codeOf, node, pause, until, watched } from '../../support/node.ts';
import { temporaryFolder, TestServer } from '../../support/processes.ts';

/** The longest that anything may take while the store is out of reach, ms: as documented. */
const BOUND = 5_000;

async function expectOutage(server: TestServer, token: string): Promise<void> {
  const started = performance.now();
  const answers = await Promise.all([
    server.post('/auth/logout', undefined, token),
    server.post('/auth/logout/everywhere', undefined, token),
    fetch(`${server.url}/me`, { headers: { authorization: `Bearer ${token}` } }),
    fetch(`${server.url}/me`, { headers: { authorization: `Bearer ${token}` } }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
  expect(performance.now() - started).toBeLessThan(BOUND);
  for (const answer of answers) {
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
  const [logout] = await Promise.all(answers.map((answer) => answer.json()));
  expect(logout).toMatchObject({ status: 503, code: 'ERR_NOT_RECORDED' });
  expect(JSON.stringify(logout), 'no path and no reason for strangers').not.toMatch(/\/tmp|SQLite/);
  expect(JSON.stringify(logout)).toContain('the token is still alive');
}

it(
  'answers 503, never 200 and never 401, while the database is locked; then goes on',
  { timeout: 30_000 },
  async () => {
    using folder = temporaryFolder();
    const db = join(folder.path, 'app.db');
    await using server = await TestServer.start(db);
    const { accessToken } = await server.login();
    expect(await server.me(accessToken)).toBe(200);
    const other = new DatabaseSync(db);
    other.exec('PRAGMA busy_timeout = 2000; BEGIN EXCLUSIVE');
    await pause(1_300);
    await expectOutage(server, accessToken);
    other.exec('ROLLBACK');
    other.close();
    expect(await server.me(accessToken)).toBe(200);
    await server.logout(accessToken);
    expect(await server.me(accessToken)).toBe(401);
  },
);

it('answers 503 on a full disk, never 200 and never 401', { timeout: 120_000 }, async () => {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  // The kernel refuses every write past this size, as a full disk would: blocks of 1,024 bytes.
  await using server = await TestServer.start(db, { shell: 'trap "" XFSZ; ulimit -f 400' });
  const { accessToken } = await server.login();
  expect(await server.me(accessToken)).toBe(200);
  const deadline = Date.now() + 80_000;
  // One alone may be a moment in which the store was busy.
  for (let refused = 0; refused < 5;) {
    refused = (await server.post('/login/filler')).status === 503 ? refused + 1 : 0;
    expect(Date.now(), 'the disk must fill up').toBeLessThan(deadline);
  }
  // Where no session fits any more, a few heartbeats may.
  const headers = { authorization: `Bearer ${accessToken}` };
  await until(async () => (await fetch(`${server.url}/me`, { headers })).status === 503);
  await expectOutage(server, accessToken);
});

it('answers 503 when the file is taken away', { timeout: 30_000 }, async () => {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  await using server = await TestServer.start(db);
  const { accessToken } = await server.login();
  expect(await server.me(accessToken)).toBe(200);
  const move = spawn('mv', [db, `${db}.away`]);
  await once(move, 'exit');
  await pause(1_300);
  await expectOutage(server, accessToken);
});

describe.each(['fail', 'hang'] as const)('with a store whose calls %s', (how) => {
  it(
    'refuses nobody and accepts nobody once its knowledge is old, in bounded time',
    { timeout: 30_000 },
    async () => {
      const { store, disturb } = watched(memory());
      await using curfew = await node({ store, staleness: 200 });
      const { accessToken, refreshToken } = await curfew.issue({ subject: 'alice' });
      await curfew.verify(accessToken);
      const events: string[] = [];
      curfew.on('stale', () => events.push('stale'));
      curfew.on('fresh', () => events.push('fresh'));
      disturb(how);
      await pause(300);
      const started = performance.now();
      expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
      expect(await codeOf(curfew.refresh(refreshToken))).toBe('ERR_STORE_UNAVAILABLE');
      expect(await codeOf(curfew.logout(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
      expect(performance.now() - started).toBeLessThan(2 * BOUND);
      disturb('none');
      await pause(1_000);
      expect((await curfew.verify(accessToken)).subject).toBe('alice');
      if (how === 'fail') expect(events).toEqual(['stale', 'fresh']);
    },
  );

  it('asks about a session it has not met, and answers 503 when it cannot', { timeout: 30_000 }, async () => {
    const shared = memory();
    const { store, disturb } = watched(shared);
    await using a = await node({ store: shared });
    await using b = await node({ store });
    const { accessToken } = await a.issue({ subject: 'alice' });
    await b.issue({ subject: 'bob' });
    disturb(how, ['session']);
    expect(await codeOf(b.verify(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
    disturb('none');
    expect((await b.verify(accessToken)).subject).toBe('alice');
  });
});
