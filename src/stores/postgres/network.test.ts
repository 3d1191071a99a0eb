import pg from 'pg';
import postgresJs from 'postgres';
import { describe, it } from 'vitest';
import { ForgetfulNetwork } from '../../../test/support/forgetful-network.ts';
import { PostgresServer } from '../../../test/support/postgres-server.ts';
import { attached, fact, timed, works } from '../../../test/support/stores.ts';
import { until } from '../../../test/support/until.ts';
import { postgres, type PostgresConnection } from './index.ts';

describe.concurrent.each<[string, (url: string) => { connection: PostgresConnection; end(): Promise<void> }]>(
  [
    ['by a URL', (url) => ({ connection: url, end: async () => undefined })],
    [
      'with a pool of pg',
      (url) => {
        const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: 2_000 });
        return { connection: pool, end: () => pool.end() };
      },
    ],
    [
      'with postgres',
      (url) => {
        const sql = postgresJs(url);
        return { connection: sql, end: () => sql.end() };
      },
    ],
  ],
)('%s', (_name, make) => {
  it('hears of changes when the connections are terminated, and listens again', async ({ expect }) => {
    await using server = await PostgresServer.start();
    const { connection, end } = make(await server.createDatabase('cut'));
    {
      await using store = await attached(postgres(connection));
      await using other = await attached(postgres(server.url('cut')));
      const listening = (): Promise<object[]> =>
        server.query(
          `SELECT pid FROM pg_stat_activity WHERE datname = 'cut' AND query ~ '^(LISTEN|SELECT 1$)'`,
        );
      await until(async () => (await listening()).length === 2);
      await server.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'cut'`);
      await until(() => works(() => store.changes()));
      const { cursor } = await store.changes();
      const waiting = store.changes(cursor, { wait: 5_000 });
      await until(() => works(() => other.append([fact('s1')])));
      expect((await waiting).revocations[0]?.id).toBe('s1');
      await until(async () => (await listening()).length === 2);
      let heard = 0;
      await until(async () => {
        const next = store.changes((await store.changes()).cursor, { wait: 5_000 });
        const started = performance.now();
        await other.append([fact(`s${(heard += 1)}`)]);
        expect((await next).revocations.map(({ id }) => id)).toEqual([`s${heard}`]);
        // Sooner than a look would bring it.
        return performance.now() - started < 25;
      });
    }
    await end();
  });

  it('fails in time when the network swallows everything, and works again at once over new connections', async ({
    expect,
  }) => {
    await using server = await PostgresServer.start();
    await using network = await ForgetfulNetwork.start(server.port);
    const { connection, end } = make(`postgres://postgres@127.0.0.1:${network.port}/postgres`);
    {
      await using store = await attached(postgres(connection));
      // Several connections, all of which go dead.
      await Promise.all(Array.from({ length: 20 }, () => store.sessions()));
      const { cursor } = await store.changes();
      network.stall();
      const { code: verdict, took: patience } = await timed(() => store.changes(cursor));
      expect(verdict).toBe('ERR_STORE_UNAVAILABLE');
      expect(patience).toBeLessThan(4_000);
      network.heal();
      const healed = performance.now();
      await until(() => works(() => store.changes(cursor)));
      expect(performance.now() - healed).toBeLessThan(4_000);
      for (let round = 0; round < 8; round += 1) {
        const { code, took } = await timed(() =>
          Promise.all([store.sessions(), store.append([fact(`t${round}`)])]),
        );
        // Sooner than a connection that is dead is given up.
        expect([code, took < 1_900]).toEqual(['fulfilled', true]);
      }
      // The connection that listens was dead too.
      await using other = await attached(postgres(server.url()));
      await until(async () => {
        const news = store.changes((await store.changes()).cursor, { wait: 300 });
        await other.append([fact('heard')]);
        return (await news).revocations.length > 0;
      });
    }
    await end();
  });

  it('fails in time when the server is frozen, and works again when it goes on', async ({ expect }) => {
    await using server = await PostgresServer.start();
    const { connection, end } = make(server.url());
    {
      await using store = await attached(postgres(connection));
      await store.append([fact('s1')]);
      await server.pause();
      const calls = [() => store.sessions(), () => store.changes(), () => store.append([fact('s2')])];
      for (const { code, took } of await Promise.all(calls.map(timed))) {
        expect(code).toBe('ERR_STORE_UNAVAILABLE');
        expect(took).toBeLessThan(5_000);
      }
      server.resume();
      const resumed = performance.now();
      await until(() => works(() => store.append([fact('s3')])));
      expect(performance.now() - resumed).toBeLessThan(4_000);
    }
    await end();
  });
});
