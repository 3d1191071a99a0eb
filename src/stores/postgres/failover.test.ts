import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { codeOf, node } from '../../../test/support/node.ts';
import { PostgresServer } from '../../../test/support/postgres-server.ts';
import { until } from '../../../test/support/until.ts';
import { postgres } from './index.ts';

/** What `PostgresServer` waits for, which a standby does not say. */
const log_line_prefix = 'ready to accept connections ';

/** A second server, which follows the first; it waits for it with every commit, if it is to. */
async function standbyOf(primary: PostgresServer, isWaitedFor: boolean): Promise<PostgresServer> {
  const snapshot = await primary.snapshot();
  const standby = await PostgresServer.start();
  await standby.stop();
  await standby.restoreSnapshot(snapshot);
  writeFileSync(join(standby.folder, 'data', 'standby.signal'), '');
  const primary_conninfo = `host=127.0.0.1 port=${primary.port} user=postgres application_name=second`;
  await standby.restart({ log_line_prefix, primary_conninfo, hot_standby: 'on' });
  await until(async () => (await primary.query('SELECT FROM pg_stat_replication')).length === 1);
  await until(() => standby.query('SELECT 1').then(Boolean, () => false));
  if (isWaitedFor) {
    await primary.query("ALTER SYSTEM SET synchronous_standby_names = 'second'");
    await primary.query('SELECT pg_reload_conf()');
    await until(async () => {
      const rows = await primary.query("SELECT FROM pg_stat_replication WHERE sync_state = 'sync'");
      return rows.length === 1;
    });
  }
  return standby;
}

/** Nodes that ask both servers which of them is the primary. */
function urlOf(...servers: PostgresServer[]): string {
  const hosts = servers.map(({ port }) => `127.0.0.1:${port}`).join(',');
  return `postgres://postgres@${hosts}/postgres?target_session_attrs=read-write`;
}

describe.concurrent('a standby', () => {
  it('is refused at boot, and when one is found in the place of the primary', async ({ expect }) => {
    await using primary = await PostgresServer.start();
    const store = postgres(primary.url());
    await store.attach(1_000);
    await using standby = await standbyOf(primary, false);
    await expect(postgres(standby.url()).attach(1_000)).rejects.toMatchObject({
      code: 'ERR_CONFIG',
      message: expect.stringMatching(/read-only standby; connect to the primary/) as string,
    });
    // The address of the primary leads to the standby now.
    await primary.stop();
    writeFileSync(join(primary.folder, 'data', 'standby.signal'), '');
    await primary.restart({ log_line_prefix, hot_standby: 'on' });
    await until(() => primary.query('SELECT 1').then(Boolean, () => false));
    const calls: (() => Promise<unknown>)[] = [
      () => store.changes(),
      () => store.changes(undefined, { replica: 'node-1', staleness: 1_000 }),
      () => store.sessions(),
      () => store.append([]),
    ];
    // Otherwise it would be refused for having just been started.
    await pause(1_500);
    for (const call of calls) expect(String(await call().catch(String))).toMatch(/read-only/);
    await store.close();
  });

  it('takes over without signing anybody out, or in, when the primary has waited for it', async ({
    expect,
  }) => {
    await using primary = await PostgresServer.start();
    await using first = await node({ store: postgres(primary.url()) });
    await first.ready();
    await using standby = await standbyOf(primary, true);
    await using curfew = await node({ store: postgres(urlOf(primary, standby)) });
    await using other = await node({ store: postgres(urlOf(primary, standby)) });
    const [alice, bob] = [await curfew.issue({ subject: 'alice' }), await other.issue({ subject: 'bob' })];
    await first.close();
    await curfew.logout(bob.accessToken);
    await primary.kill();
    // Longer than anybody answers from memory.
    await pause(2_500);
    expect(await codeOf(curfew.verify(alice.accessToken))).toBe('ERR_STORE_UNAVAILABLE');
    await standby.query('SELECT pg_promote()');
    await until(async () => (await codeOf(curfew.verify(alice.accessToken))) !== 'ERR_STORE_UNAVAILABLE');
    expect(await codeOf(curfew.verify(alice.accessToken))).toBe('fulfilled');
    expect(await codeOf(other.verify(bob.accessToken))).not.toBe('fulfilled');
    await until(async () => (await codeOf(other.verify(bob.accessToken))) === 'ERR_TOKEN_REVOKED');
    expect(await codeOf(curfew.refresh(alice.refreshToken))).toBe('fulfilled');
  });

  it('takes over with nothing alive when nobody can say that it missed nothing', async ({ expect }) => {
    await using primary = await PostgresServer.start();
    await using standby = await standbyOf(primary, false);
    await using curfew = await node({ store: postgres(urlOf(primary, standby)) });
    const { accessToken } = await curfew.issue({ subject: 'alice' });
    await primary.kill();
    await pause(2_500);
    await standby.query('SELECT pg_promote()');
    await until(async () => (await codeOf(curfew.verify(accessToken))) === 'ERR_TOKEN_REVOKED');
    expect((await curfew.issue({ subject: 'alice' })).accessToken).toBeTruthy();
  });

  it('stops proving anything for a primary that it has left', async ({ expect }) => {
    await using primary = await PostgresServer.start();
    await using standby = await standbyOf(primary, true);
    await using curfew = await node({ store: postgres(primary.url()) });
    const { accessToken } = await curfew.issue({ subject: 'alice' });
    expect(await codeOf(curfew.verify(accessToken))).toBe('fulfilled');
    const store = postgres(primary.url());
    await store.attach(1_000);
    await standby.query('SELECT pg_promote()');
    await until(async () => (await codeOf(curfew.verify(accessToken))) === 'ERR_STORE_UNAVAILABLE');
    expect(await codeOf(store.changes()), 'nor without a lease').toBe('ERR_STORE_UNAVAILABLE');
    await store.close();
  });
});
