import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import pg from 'pg';
import { codeOf, node } from '../../../test/support/node.ts';
import { PostgresServer } from '../../../test/support/postgres-server.ts';
import { postgres, type PostgresConnection } from './index.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

const refusal = (message: RegExp): object =>
  expect.objectContaining({
    code: 'ERR_CONFIG',
    message: expect.stringMatching(message) as string,
  }) as object;

async function attaching(connection: PostgresConnection, schema = 'curfew'): Promise<unknown> {
  const store = postgres(connection, { schema });
  try {
    return await store.attach(1_000);
  } finally {
    await store.close();
  }
}

it('is created once, by however many processes that start at the same moment', async () => {
  const url = await server.createDatabase('fresh');
  const module = new URL('index.ts', import.meta.url).href;
  const code = `import { postgres } from ${JSON.stringify(module)};
    const store = postgres(${JSON.stringify(url)});
    console.log((await store.attach(1000)).incarnation); await store.close();`;
  const outputs = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      await once(child, 'close');
      return output;
    }),
  );
  expect(new Set(outputs).size, outputs.join('')).toBe(1);
  expect(outputs[0]).toMatch(/^[\da-z]{6,8}-[\w-]{12}\n$/);
});

it('refuses a schema that a newer Curfew wrote, and leaves it as it is', async () => {
  const url = await server.createDatabase('newer');
  await attaching(url);
  await server.query('UPDATE curfew.head SET schema = 99', [], 'newer');
  const before = await server.query('SELECT * FROM curfew.head', [], 'newer');
  await expect(attaching(url)).rejects.toEqual(
    refusal(/newer Curfew \(version 99, this one knows 6\): update/),
  );
  expect(await server.query('SELECT * FROM curfew.head', [], 'newer')).toEqual(before);
});

it("lives in the application's own database, beside its tables, in any schema", async () => {
  const url = await server.createDatabase('app');
  await server.query("CREATE TABLE session (id text); INSERT INTO session VALUES ('mine')", [], 'app');
  await using curfew = await node({ store: postgres(url, { schema: 'user' }) });
  await using other = await node({ store: postgres(url) });
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  await curfew.logout(accessToken);
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect(await other.sessions('alice')).toEqual([]);
  expect(await server.query('SELECT * FROM session', [], 'app')).toEqual([{ id: 'mine' }]);
  const tables = await server.query<{ schema: string }>(
    "SELECT DISTINCT schemaname AS schema FROM pg_tables WHERE tablename = 'head' ORDER BY 1",
    [],
    'app',
  );
  expect(tables.map(({ schema }) => schema)).toEqual(['curfew', 'user']);
});

it('says which rights a role needs, and does with fewer once the schema is there', async () => {
  await server.query('CREATE ROLE guest LOGIN');
  const url = await server.createDatabase('guarded');
  const guest = url.replace('postgres@', 'guest@');
  await expect(attaching(guest)).rejects.toEqual(refusal(/permission denied.*GRANT CREATE ON DATABASE/s));
  await attaching(url);
  await expect(attaching(guest)).rejects.toEqual(refusal(/permission denied.*GRANT USAGE ON SCHEMA/s));
  await server.query(
    `GRANT USAGE ON SCHEMA curfew TO guest;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA curfew TO guest`,
    [],
    'guarded',
  );
  await using curfew = await node({ store: postgres(guest) });
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  await curfew.logout(accessToken);
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
});

it('refuses at boot what cannot work, and says what it needs', async () => {
  const wrong: [unknown, unknown, RegExp][] = [
    ['', {}, /must begin with postgres:\/\//],
    ['mysql://localhost/db', {}, /must begin with postgres:\/\//],
    ['postgres://user:p/ss@host:port/db', {}, /percent-encode/],
    [undefined, {}, /a URL, a Pool of pg/],
    [new pg.Client(), {}, /a Client will not do/],
    [new pg.Pool({ max: 1 }), {}, /max: 2/],
    ['postgres://localhost/db', { shema: 'x' }, /no option shema/],
    ['postgres://localhost/db', { schema: 'Curfew' }, /lower-case/],
    ['postgres://localhost/db', { schema: 'a"; DROP TABLE b; --' }, /lower-case/],
    ['postgres://localhost/db', { schema: 'pg_curfew' }, /pg_/],
    ['postgres://localhost/db', { listen: 'no' }, /true or false/],
    ['postgres://localhost/db', null, /an object/],
  ];
  for (const [connection, options, message] of wrong) {
    expect(() => postgres(connection as string, options as object)).toThrow(refusal(message));
  }
  await expect(attaching(server.url('nowhere'))).rejects.toEqual(refusal(/"nowhere" does not exist/));
  await expect(attaching(server.url().replace('postgres@', 'nobody@'))).rejects.toEqual(
    refusal(/"nobody" does not exist/),
  );
  expect(await codeOf(attaching('postgres://postgres@127.0.0.1:1/postgres'))).toBe('ERR_STORE_UNAVAILABLE');
});

it('warns of a server that cannot keep, or cannot say, what it should', async () => {
  const warnings: string[] = [];
  const note = ({ name, ...more }: Error & { code?: string }): number =>
    warnings.push(`${name} ${more.code}`);
  process.on('warning', note);
  await using hasty = await PostgresServer.start({ fsync: 'off' });
  await hasty.query(
    `CREATE ROLE guest LOGIN; GRANT CREATE ON DATABASE postgres TO guest;
    REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC`,
  );
  const pool = new pg.Pool({ connectionString: hasty.url().replace('postgres@', 'guest@') });
  await attaching(pool);
  await attaching(pool);
  await using curfew = await node({ store: postgres(pool) });
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  await curfew.logout(accessToken);
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  process.off('warning', note);
  const codes = ['CURFEW_PG_CERTIFICATE', 'CURFEW_PG_FSYNC', 'CURFEW_PG_POOL'];
  expect(warnings.toSorted()).toEqual(codes.map((code) => `CurfewWarning ${code}`));
  await curfew.close();
  await pool.end();
});

it('begins anew when somebody drops the schema, and nothing of before is alive', async () => {
  const url = await server.createDatabase('dropped');
  await using curfew = await node({ store: postgres(url) });
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  await server.query('DROP SCHEMA curfew CASCADE', [], 'dropped');
  await expect.poll(() => codeOf(curfew.verify(accessToken)), { timeout: 10_000 }).toBe('ERR_TOKEN_REVOKED');
  const { accessToken: next } = await curfew.issue({ subject: 'alice' });
  await expect.poll(() => codeOf(curfew.verify(next)), { timeout: 10_000 }).toBe('fulfilled');
});

it('closes every connection, and leaves a pool that it was given to its owner', async () => {
  const url = await server.createDatabase('counted');
  const count = async (): Promise<number> => {
    const rows = await server.query("SELECT FROM pg_stat_activity WHERE datname = 'counted'");
    return rows.length;
  };
  const pool = new pg.Pool({ connectionString: url });
  for (const connection of [url, pool, url.replace(/@(.*)\//, '@$1,$1/')]) {
    const store = postgres(connection);
    await store.attach(1_000);
    await store.attach(1_000);
    await Promise.all(Array.from({ length: 20 }, () => store.sessions()));
    await store.close();
    expect(await codeOf(store.sessions())).toBe('fulfilled');
    expect(await count()).toBeGreaterThan(1);
    await store.close();
    if (connection === pool) {
      expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
      expect(pool.listenerCount('error') + pool.listenerCount('connect')).toBe(0);
      await pool.end();
    }
    await expect.poll(count).toBe(0);
    expect(await codeOf(store.sessions())).toBe('ERR_STORE_UNAVAILABLE');
  }
});
