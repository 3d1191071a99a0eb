import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../test/support/cli.ts';
import { complaints, doctor } from '../../test/support/doctor.ts';
import { node } from '../../test/support/node.ts';
import { Pooler } from '../../test/support/pooler.ts';
import { PostgresServer } from '../../test/support/postgres-server.ts';
import { TcpProxy } from '../../test/support/tcp-proxy.ts';
import { until } from '../../test/support/until.ts';
import { postgres } from '../stores/postgres/index.ts';

const LIMIT = { timeout: 60_000 };
const TABLES = ['head', 'revocation', 'session', 'replica'];

let server: PostgresServer;
let databases = 0;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

/** A new database with a store that has been used, with nobody attached. */
async function used(): Promise<{ url: string; name: string }> {
  const name = `doctor${(databases += 1)}`;
  const url = await server.createDatabase(name);
  await using curfew = await node({ store: postgres(url) });
  const { session } = await curfew.issue({ subject: 'alice' });
  await curfew.revoke({ session });
  return { url, name };
}

/** Every row of every table, and which tables and functions there are. */
async function everything(name: string): Promise<unknown> {
  const names = await server.query(
    `SELECT relname::text AS name FROM pg_class WHERE relnamespace::regnamespace::text NOT IN ('pg_toast', 'pg_catalog', 'information_schema')
      UNION ALL SELECT nspname FROM pg_namespace UNION ALL SELECT proname FROM pg_proc ORDER BY 1`,
    [],
    name,
  );
  const there = names.some((row) => row['name'] === 'revocation');
  const rows = async (table: string): Promise<unknown> =>
    (await server.query(`SELECT xmin, * FROM curfew.${table}`, [], name))
      .map((row) => JSON.stringify(row))
      .toSorted();
  return [names, there ? await Promise.all(TABLES.map(rows)) : undefined];
}

async function change(name: string, sql: string): Promise<void> {
  await server.query(sql, [], name);
}

describe('curfew doctor --store postgres://…', LIMIT, () => {
  test('finds nothing wrong with a good one, and sees its nodes', async () => {
    const { url } = await used();
    await using curfew = await node({ store: postgres(url) });
    await curfew.issue({ subject: 'bob' });
    expect(await complaints(url)).toEqual([]);
    const { store, log, nodes, findings } = await doctor(url);
    expect(store).toEqual({ name: 'postgres', at: new URL(url).host });
    expect(log).toMatchObject({ generation: 1, sequence: 1, entries: 1, sessions: 2 });
    expect(nodes).toEqual([expect.objectContaining({ lease: 'live', behind: 0, staleness: 1_000 })]);
    const checks = [
      'version',
      'role',
      'durability',
      'standbys',
      'connections',
      'pooler',
      'schema',
      'data',
      'size',
    ];
    expect(findings.map(({ check }) => check)).toEqual([...checks, 'nodes']);
  });

  test('makes nothing where there is none', async () => {
    const url = await server.createDatabase('empty');
    const before = await everything('empty');
    expect(await complaints(url)).toEqual([
      'problem data: there is no store in the schema curfew of this database',
    ]);
    expect(await everything('empty')).toEqual(before);
  });

  test('changes nothing, whatever it finds', async () => {
    const { url, name } = await used();
    const same = async (found: RegExp): Promise<void> => {
      const before = await everything(name);
      expect(await complaints(url)).toEqual([expect.stringMatching(found)]);
      expect(await everything(name)).toEqual(before);
    };
    await change(name, "UPDATE curfew.head SET certificate = 'another'");
    await same(/^problem data: in doubt: its data was written by another server, or restored/);
    await change(name, "UPDATE curfew.head SET doubt = 'x', doubt_reason = 'its log is shorter than it was'");
    await same(/^problem data: in doubt: its log is shorter than it was/);
    await change(name, 'UPDATE curfew.head SET schema = schema + 1');
    await same(/^problem schema: version \d, written by a newer Curfew/);
    await change(name, 'UPDATE curfew.head SET schema = 2');
    await same(/^warning schema: version 2, and this curfew knows \d/);
    await change(name, 'DELETE FROM curfew.head');
    await same(/^problem data: in doubt: its head is gone/);
  });

  test('survives a schema of which a part is missing', async () => {
    const { url, name } = await used();
    await change(name, 'DROP TABLE curfew.replica CASCADE');
    expect(await complaints(url)).toEqual([
      expect.stringMatching(/^problem data: cannot be read: relation "curfew.replica" does not exist/),
    ]);
    await change(name, 'DROP FUNCTION curfew.standing CASCADE');
    expect(await complaints(url)).toEqual([
      expect.stringMatching(/^problem data: cannot be read: function .*standing/),
    ]);
    await change(name, 'DROP TABLE curfew.head CASCADE');
    expect(await complaints(url)).toEqual([expect.stringMatching(/^problem data: there is no store/)]);
  });

  test('warns of rights that the role lacks, and its advice is enough', async () => {
    const { url, name } = await used();
    await change(name, 'CREATE ROLE weak LOGIN');
    const as = url.replace('postgres@', 'weak@');
    const { findings } = await doctor(as);
    expect(findings).toContainEqual(expect.objectContaining({ level: 'problem', check: 'rights' }));
    await change(name, 'GRANT USAGE ON SCHEMA curfew TO weak');
    await change(name, 'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA curfew TO weak');
    const blind = 'REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC';
    await change(name, blind);
    expect(await complaints(as)).toEqual([
      expect.stringMatching(/^warning rights: the role may not ask which server/),
    ]);
    await change(name, 'GRANT EXECUTE ON FUNCTION pg_control_system() TO weak');
    expect(await complaints(as)).toEqual([]);
  });

  test('tells a node that has died from one that lives', async () => {
    const { url, name } = await used();
    await using curfew = await node({ store: postgres(url) });
    await curfew.ready();
    await change(name, "INSERT INTO curfew.replica (id, staleness, beat) VALUES ('dead', 1000, 'x')");
    const { nodes } = await doctor(url);
    expect(nodes).toHaveLength(2);
    expect(nodes).toContainEqual(expect.objectContaining({ lease: 'live', behind: 0 }));
    expect(nodes).toContainEqual(expect.objectContaining({ id: 'dead', lease: 'silent', behind: null }));
    expect(await complaints(url)).toEqual([
      expect.stringMatching(/^warning nodes: 1 node sent no heartbeat/),
    ]);
  });

  test('sees what the server does not promise', async () => {
    await using weak = await PostgresServer.start({
      fsync: 'off',
      full_page_writes: 'off',
      synchronous_standby_names: 'ghost',
      max_connections: 8,
      superuser_reserved_connections: 2,
    });
    const found = await complaints(weak.url());
    expect(found).toContainEqual(expect.stringMatching(/^problem durability: fsync is off/));
    expect(found).toContainEqual(expect.stringMatching(/^warning durability: full_page_writes is off/));
    expect(found).toContainEqual(
      expect.stringMatching(/^problem standbys: a commit waits for one of ghost, and none/),
    );
    expect(found).toContainEqual(expect.stringMatching(/^warning connections: \d of 6 in use/));
    await weak.restart({ fsync: 'on', full_page_writes: 'on', synchronous_commit: 'off' });
    const { findings } = await doctor(weak.url());
    expect(findings).toContainEqual(
      expect.objectContaining({
        level: 'ok',
        message: expect.stringMatching(/synchronous_commit off; Curfew commits/),
      }),
    );
  });

  test('refuses a standby, and warns of a primary that does not wait for it', async () => {
    await using primary = await PostgresServer.start();
    const snapshot = await primary.snapshot();
    await using standby = await PostgresServer.start();
    await standby.stop();
    await standby.restoreSnapshot(snapshot);
    writeFileSync(join(standby.folder, 'data', 'standby.signal'), '');
    await standby.restart({
      // What the test support waits for, which a standby does not say.
      log_line_prefix: 'ready to accept connections ',
      primary_conninfo: `host=127.0.0.1 port=${primary.port} user=postgres application_name=second`,
    });
    const following = async (): Promise<boolean> =>
      (await primary.query('SELECT FROM pg_stat_replication')).length === 1 &&
      (await standby.query('SELECT 1').then(Boolean, () => false));
    await until(following);
    expect(await complaints(standby.url())).toContainEqual(
      expect.stringMatching(/^problem role: .* in recovery/),
    );
    expect(await complaints(primary.url())).toContainEqual(
      expect.stringMatching(/^warning standbys: 1 connected/),
    );
    await primary.query("ALTER SYSTEM SET synchronous_standby_names = 'second'");
    await primary.query('SELECT pg_reload_conf()');
    const waits = async (): Promise<boolean> =>
      (await doctor(primary.url())).findings.some(
        ({ message }) => message === '1 connected; a commit waits for 1',
      );
    await until(waits);
  });

  test('knows a pooler in transaction mode', async () => {
    const { url } = await used();
    await using pooler = await Pooler.start(server.port);
    const behind = new URL(url);
    behind.port = String(pooler.port);
    expect(await complaints(behind.href)).toEqual([
      expect.stringMatching(/^warning pooler: .* transaction mode/),
    ]);
  });

  test('says in one line and in time that a server is away, hangs, or refuses', async () => {
    await using proxy = await TcpProxy.start(server.url());
    proxy.stall();
    const urls = ['postgres://admin:hunter2@127.0.0.1:9/x', proxy.url, server.url('nowhere')];
    for (const url of urls) {
      const started = performance.now();
      const { code, out, err } = await run(['doctor', '--store', url, '--json']);
      expect(performance.now() - started).toBeLessThan(6_000);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^curfew: cannot examine the PostgreSQL at 127\.0\.0\.1:\d+: .+\n$/);
      expect(err).not.toContain('hunter2');
    }
  });

  test('gives up a server that begins to hang, in time', async () => {
    const { url } = await used();
    await using proxy = await TcpProxy.start(url);
    proxy.delay({ back: 700 });
    const started = performance.now();
    const { code, err } = await run(['doctor', '--store', proxy.url]);
    expect(performance.now() - started).toBeLessThan(9_000);
    expect(code).toBe(1);
    expect(err).toMatch(/^curfew: cannot examine .*: .*did not answer in time\n$/);
  });
});
