import pg from 'pg';
import postgresJs from 'postgres';
import { afterEach, expect, it, vi } from 'vitest';
import { ConfigError } from '../../core/errors.ts';
import { PgDriver } from './driver-pg.ts';
import { PostgresDriver } from './driver-postgres.ts';
import { postgres } from './index.ts';
import { settingsOf } from './options.ts';

afterEach(() => void vi.restoreAllMocks());

const URL = 'postgres://curfew@localhost:5432/app';

function refusal(connection: unknown, options: unknown = {}): string | undefined {
  try {
    settingsOf(connection, options);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
}

/** A pool that answers nobody. */
function poolOf(options?: pg.PoolConfig): pg.Pool {
  return new pg.Pool({ connectionTimeoutMillis: 2_000, ...options });
}

it('has a schema of its own and listens, unless it is told otherwise', () => {
  expect(settingsOf(URL, {})).toMatchObject({ schema: 'curfew', listen: true });
  const all = { schema: 'my_app', listen: false };
  expect(settingsOf(URL, all)).toMatchObject(all);
});

it.each([null, 'curfew', 3])('takes its options in an object, and not %j', (options) => {
  expect(refusal(URL, options)).toMatch(/options of postgres\(\) must be an object/);
});

it('knows no other options, and says which ones it knows', () => {
  const message = 'postgres() knows no option shema; it knows schema and listen';
  expect(refusal(URL, { schema: 'a', listen: true, shema: 'b' })).toBe(message);
  expect(() => postgres(URL, { shema: 'b' } as object)).toThrow(message);
});

it('refuses a schema that PostgreSQL would keep for itself, or know by another name', () => {
  const wrong = [
    '',
    ' ',
    'Curfew',
    'my app',
    '1a',
    'a-b',
    'a.b',
    'é',
    '"a"',
    'a\n',
    'pg_',
    'pg_curfew',
    'a'.repeat(64),
  ];
  for (const schema of [...wrong, 3, null, ['curfew']]) {
    expect(refusal(URL, { schema }), String(schema)).toMatch(
      /schema must be a name of up to 63 lower-case letters/,
    );
  }
  for (const schema of ['a', '_', 'z9', 'a_1', 'apg_', 'pg', 'pgx', '_pg_', 'a'.repeat(63)]) {
    expect(refusal(URL, { schema }), schema).toBeUndefined();
  }
});

it('refuses to listen a little', () => {
  for (const listen of ['', 'no', 0, 1, null])
    expect(refusal(URL, { listen })).toBe('listen must be true or false');
});

it('refuses a URL of something else, without a word of what it was', () => {
  const wrong = [
    '',
    'localhost:5432',
    'mysql://:hunter2@localhost/db',
    'xpostgres://a',
    ' postgres://a',
    'postgresx://a',
    'postgresqlql://a',
    'postgres:/a',
    'postgres:a',
    'postgres://user:hunter2/a@host:port/db',
  ];
  for (const url of wrong) expect(refusal(url), url).toMatch(/^(?!.*hunter2).*must begin with postgres:\/\//);
});

it('refuses what is no connection to a PostgreSQL', () => {
  const none = (): void => undefined;
  const things: unknown[] = [
    null,
    undefined,
    5432,
    {},
    none,
    new pg.Client(),
    { connect: none },
    { totalCount: 0 },
    Object.assign(() => undefined, { options: {} }),
    Object.assign(() => undefined, { unsafe: none }),
    Object.assign(() => undefined, { totalCount: 0, connect: none }),
    { options: {}, unsafe: none },
  ];
  for (const thing of things)
    expect(refusal(thing)).toMatch(/needs a URL, a Pool of pg.*: postgres\('postgres:/);
});

it.each([
  ['a URL', URL, PgDriver],
  ['a URL of another kind', 'postgresql://localhost/app', PgDriver],
  ['a URL of a database with a comma', `${URL},b`, PgDriver],
  ['a URL of several hosts', 'postgres://a:1,b:2/app', PostgresDriver],
  ['a pool', poolOf(), PgDriver],
  ['the sql of postgres', postgresJs(URL), PostgresDriver],
])('takes %s', async (_name, connection, driver) => {
  expect(await settingsOf(connection, {}).open()).toBeInstanceOf(driver);
});

it('refuses a pool that could do nothing but listen', async () => {
  const message = /one connection of the pool listens/;
  const pool = poolOf({ max: 1 });
  expect(refusal(pool)).toMatch(message);
  expect(refusal(pool, { listen: false })).toBeUndefined();
  expect(refusal(poolOf({ max: 2 }))).toBeUndefined();
  // A pool of another make need not tell how large it is.
  const { connect, on, removeListener, end, totalCount } = pool;
  const other = { connect, on, removeListener, end, totalCount };
  expect(await settingsOf(other, {}).open()).toBeInstanceOf(PgDriver);
});

it('warns of a pool that waits for ever for a server that does not answer, and of no other', async () => {
  const warnings = vi.spyOn(process, 'emitWarning').mockReturnValue(undefined);
  const { connect, on, removeListener, end, totalCount } = poolOf();
  for (const pool of [poolOf(), { connect, on, removeListener, end, totalCount }]) {
    await settingsOf(pool, {}).open();
  }
  expect(warnings).not.toHaveBeenCalled();
  const pool = new pg.Pool();
  settingsOf(pool, {});
  expect(warnings).not.toHaveBeenCalled();
  await settingsOf(pool, {}).open();
  expect(warnings.mock.calls).toEqual([
    [expect.stringMatching(/no connectionTimeoutMillis/), { type: 'CurfewWarning', code: 'CURFEW_PG_POOL' }],
  ]);
});

it('makes a pool that keeps no process alive, ends with the store and says whose it is', async () => {
  const made: pg.Pool[] = [];
  const { Pool } = pg;
  class Noted extends Pool {
    constructor(options?: pg.PoolConfig) {
      super(options);
      made.push(this);
    }
  }
  vi.spyOn(pg, 'Pool').mockImplementation(Noted);
  const driver = await settingsOf(URL, {}).open();
  expect(made).toMatchObject([
    {
      ended: false,
      options: {
        connectionString: URL,
        fallback_application_name: 'curfew',
        allowExitOnIdle: true,
        keepAlive: true,
        max: 6,
        connectionTimeoutMillis: 2_000,
        idleTimeoutMillis: 30_000,
      },
    },
  ]);
  await driver.close();
  expect(made).toMatchObject([{ ended: true }]);
});

it('leaves a pool that it was given to its owner', async () => {
  const pool = poolOf();
  const driver = await settingsOf(pool, {}).open();
  await driver.close();
  expect(pool.ended).toBe(false);
});
