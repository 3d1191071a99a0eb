import pg from 'pg';
import postgresJs from 'postgres';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { PostgresServer } from '../../../test/support/postgres-server.ts';
import { storeContract } from '../../testing/index.ts';
import { postgres } from './index.ts';

let server: PostgresServer;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await PostgresServer.start({ max_connections: 200 });
});
afterAll(async () => {
  for (const end of ends) await end();
  await server[Symbol.asyncDispose]();
});

/** A name of the contract, as a schema. */
const schemaOf = (name: string): string => name.replaceAll('-', '_');

describe('with a pool of pg', () => {
  storeContract(it, (name) => {
    const pool = new pg.Pool({
      connectionString: server.url(),
      connectionTimeoutMillis: 2_000,
      idleTimeoutMillis: 100,
    });
    ends.push(() => pool.end());
    return postgres(pool, { schema: schemaOf(name) });
  });
});

describe('with postgres', () => {
  storeContract(it, (name) => {
    const sql = postgresJs(server.url(), { transform: postgresJs.camel });
    ends.push(() => sql.end());
    return postgres(sql, { schema: schemaOf(name) });
  });
});

describe('in a database with ideas of its own, without listening', () => {
  beforeAll(async () => {
    await server.createDatabase('odd');
    const settings = {
      default_transaction_isolation: 'serializable',
      search_path: 'nowhere',
      synchronous_commit: 'off',
      standard_conforming_strings: 'off',
      extra_float_digits: '-10',
      IntervalStyle: 'sql_standard',
    };
    for (const [name, value] of Object.entries(settings)) {
      await server.query(`ALTER DATABASE odd SET ${name} TO '${value}'`);
    }
  });
  storeContract(it, (name) => postgres(server.url('odd'), { schema: schemaOf(name), listen: false }));
});
