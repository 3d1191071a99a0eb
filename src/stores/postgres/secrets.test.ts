import { inspect } from 'node:util';
import postgresJs from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PostgresServer } from '../../../test/support/postgres-server.ts';
import { attached, fact, newSession } from '../../../test/support/stores.ts';
import { postgres, type PostgresConnection } from './index.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

const SECRET = 'the-secret-of-a-session';

/** What refuses some rows, and repeats in its error what stands in them. */
const TRAPS = `
  ALTER TABLE curfew.session ADD CONSTRAINT odd CHECK (id <> 'sid-checked');
  ALTER TABLE curfew.session ALTER COLUMN client TYPE varchar(30);
  CREATE FUNCTION curfew.trap() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF new.id = 'sid-raised' THEN
      RAISE EXCEPTION 'no room for % of %', new.secret, new.subject USING ERRCODE = '23514';
    ELSIF new.id = 'sid-cast' THEN
      PERFORM new.secret::integer;
    END IF;
    RETURN new;
  END $$;
  CREATE TRIGGER trap BEFORE INSERT ON curfew.session FOR EACH ROW EXECUTE FUNCTION curfew.trap()`;

it.each<[string, () => { connection: PostgresConnection; end(): Promise<void> }]>([
  ['by a URL', () => ({ connection: server.url('trapped'), end: async () => undefined })],
  [
    'with postgres',
    () => {
      const sql = postgresJs(server.url('trapped'));
      return { connection: sql, end: () => sql.end() };
    },
  ],
])('says what went wrong without a value of a row or a call: %s', async (_name, make) => {
  await server.createDatabase('trapped');
  const { connection, end } = make();
  {
    await using store = await attached(postgres(connection));
    await store.open(newSession({ id: 'sid-known', subject: 'somebody', secret: SECRET }));
    await server.query(TRAPS, [], 'trapped');
    const reasons = { known: '23P01', checked: '23514', raised: '23514', cast: '22P02', long: '22001' };
    for (const [name, code] of Object.entries(reasons)) {
      const more = name === 'long' ? { client: `client of ${'somebody '.repeat(9)}` } : {};
      const session = newSession({ id: `sid-${name}`, subject: 'somebody', secret: SECRET, ...more });
      const error: unknown = await store.open(session).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'ERR_STORE_UNAVAILABLE' });
      expect(error).not.toHaveProperty('cause');
      expect(String(error)).toContain(code);
      expect(inspect(error, { depth: 10 })).not.toMatch(/the-secret|somebody|sid-/);
    }
    await server.query(`UPDATE curfew.session SET claims = 'somebody: ${SECRET}'`, [], 'trapped');
    const broken: unknown = await store.session('sid-known').catch((reason: unknown) => reason);
    expect(broken).toMatchObject({ code: 'ERR_STORE_UNAVAILABLE' });
    expect(broken).not.toHaveProperty('cause');
    expect(inspect(broken, { depth: 10 })).not.toMatch(/the-secret|somebody/);
    await server.query('ALTER TABLE curfew.revocation RENAME TO gone', [], 'trapped');
    const named: unknown = await store.append([fact('s')]).catch((reason: unknown) => reason);
    expect(String(named), 'what holds no value is said').toMatch(/revocation" does not exist \(42/);
  }
  await end();
  await server.query('DROP DATABASE trapped WITH (FORCE)');
});
