import { describe, expect, it, vi } from 'vitest';
import { driving } from '../../../test/support/postgres-driver.ts';

vi.setConfig({ testTimeout: 5_000 });

/** What `postgres` makes of its settings: one connection, that answers as the test says. */
class Instance {
  readonly settings: Record<string, unknown>;
  readonly noted: unknown[] = [];
  answer: () => unknown = () => [{ one: '1' }];

  constructor(settings: object) {
    this.settings = { ...settings };
  }

  async unsafe(...asked: [string, string[], { prepare: boolean }]): Promise<unknown> {
    this.noted.push(asked);
    return this.answer();
  }

  async end(): Promise<void> {
    throw new Error('nobody says goodbye here');
  }

  /** The server hangs up. */
  lose(): void {
    (this.settings['onclose'] as () => void)();
  }

  notify(channel: string, payload: string): void {
    (this.settings['onnotify'] as (...told: string[]) => void)(channel, payload);
  }
}

describe('a connection', () => {
  it('has the settings that it was given, but for what would change its answers, or print them', async () => {
    const own = {
      host: ['a'],
      database: 'app',
      ssl: 'require',
      max: 20,
      debug: true,
      transform: { undefined: 1 },
    };
    const { driver, made } = driving(Instance, own);
    await driver.connect();
    expect(made).toMatchObject([
      {
        settings: {
          host: ['a'],
          database: 'app',
          ssl: 'require',
          max: 1,
          connect_timeout: 2,
          idle_timeout: null,
          max_lifetime: null,
          fetch_types: false,
          no_subscribe: true,
          debug: false,
          transform: { undefined: undefined, column: {}, value: {}, row: {} },
          parameters: {},
          shared: { retries: 0, typeArrayMap: {} },
        },
      },
    ]);
    const onnotice = made[0]?.settings['onnotice'] as (notice: object) => unknown;
    expect(onnotice({ message: 'a notice' })).toBeUndefined();
  });

  it('asks with values as text, prepared, or without any', async () => {
    const { driver, made } = driving(Instance);
    const connection = await driver.connect();
    expect(await connection.query('SELECT $1', ['x'])).toEqual([{ one: '1' }]);
    await connection.query('BEGIN; COMMIT');
    expect(made[0]?.noted).toEqual([
      ['SELECT $1', ['x'], { prepare: true }],
      ['BEGIN; COMMIT', [], { prepare: false }],
    ]);
  });

  it('tells what the server said, without what it was asked', async () => {
    const { driver, made } = driving(Instance);
    const connection = await driver.connect();
    const query = { query: 'SELECT $1', parameters: ['a secret'], detail: 'a secret' };
    const said = { code: '23505', severity: 'ERROR', routine: '_bt_check_unique' };
    const network = { code: 'ECONNRESET' };
    for (const known of [said, network]) {
      const thrown = Object.assign(new Error('no'), query, known);
      if (made[0]) made[0].answer = () => Promise.reject(thrown);
      const error: unknown = await connection
        .query('SELECT $1', ['a secret'])
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBe(thrown);
      expect({ ...(error as object), message: String(error) }).toStrictEqual({
        ...known,
        message: 'Error: no',
      });
    }
    if (made[0]) made[0].answer = () => Promise.reject('words');
    await expect(connection.query('SELECT 1')).rejects.toEqual(new Error('words'));
  });

  it('hears what is told on its channel, until it hangs up', async () => {
    const { driver, made } = driving(Instance);
    const connection = await driver.connect();
    const [one] = made;
    // Nobody listens yet.
    one?.notify('news', 'early');
    const heard: string[] = [];
    let losses = 0;
    await connection.listen(
      'news',
      (payload) => heard.push(payload),
      () => (losses += 1),
    );
    expect(one?.noted).toEqual([['LISTEN "news"', [], { prepare: false }]]);
    one?.notify('news', 'log');
    one?.notify('weather', 'rain');
    expect([heard, losses]).toEqual([['log'], 0]);
    one?.lose();
    expect(losses).toBe(1);
    connection.destroy();
    one?.notify('news', 'late');
    one?.lose();
    expect([heard, losses]).toEqual([['log'], 1]);
  });
});
