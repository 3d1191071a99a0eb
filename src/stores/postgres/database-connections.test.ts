import { afterEach, describe, expect, it, vi } from 'vitest';
import { refusal, TestDriver } from '../../../test/support/postgres-driver.ts';
import { failureOf, standTimeStill } from '../../../test/support/still-time.ts';
import { StoreUnavailable } from '../../core/errors.ts';
import { Database } from './database.ts';

standTimeStill();
// Nothing waits for anything any more.
afterEach(() => expect(vi.getTimerCount()).toBe(0));

const FOREVER = new Promise<never>(() => undefined);

const late = expect.objectContaining({ message: 'PostgreSQL did not answer in time' }) as unknown;

describe('a connection', () => {
  it('is kept when the server has only refused, and not when it was lost', async () => {
    const errors = [refusal('23505'), refusal('57P01'), new Error('Connection terminated')];
    for (const [index, error] of errors.entries()) {
      const driver = new TestDriver(() => Promise.reject(error));
      const database = new Database('app', driver);
      await expect(database.call('step', {})).rejects.toBe(error);
      await expect(database.ask('SELECT 1')).rejects.toBe(error);
      expect(driver.ends).toEqual(Array.from({ length: 2 }, () => (index === 0 ? 'released' : 'destroyed')));
    }
  });

  it('that comes too late is given back, and one that fails too late harms nobody', async () => {
    for (const limit of [undefined, 300]) {
      const driver = new TestDriver();
      driver.connecting = new Promise((resolve) => void setTimeout(resolve, 5_000));
      const database = new Database('app', driver);
      expect(await failureOf(limit === undefined ? database.connect() : database.connect(limit))).toEqual([
        limit ?? 2_000,
        late,
      ]);
      expect(driver.ends).toEqual([]);
      await vi.advanceTimersByTimeAsync(5_000);
      expect(driver.ends).toEqual(['released']);
      driver.connecting = new Promise((_, reject) => void setTimeout(() => reject(new Error('down')), 5_000));
      expect(await failureOf(database.call('step', {}))).toEqual([2_000, late]);
      await vi.advanceTimersByTimeAsync(5_000);
      expect([driver.ends, driver.distrusted, driver.asked]).toEqual([['released'], [], []]);
    }
  });
});

describe('a transaction', () => {
  const begin = (ms: number): string =>
    `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL statement_timeout = ${ms}; ` +
    `SET LOCAL lock_timeout = ${ms}; SET LOCAL idle_in_transaction_session_timeout = ${ms}`;

  it('is bounded by the server too, in whole milliseconds', async () => {
    for (const [limit, bound] of [
      [1_500, 1_500],
      [20.2, 21],
      [0.1, 1],
    ] as const) {
      const driver = new TestDriver(([word]) => (word === 'B' ? [] : [{ one: 1 }]));
      const rows = await new Database('app', driver).transaction((query) => query('SELECT $1', ['x']), limit);
      expect(rows).toEqual([{ one: 1 }]);
      expect([driver.asked, driver.ends]).toEqual([[begin(bound), 'SELECT $1 | x', 'COMMIT'], ['released']]);
    }
  });

  it('is rolled back when it was refused, and left to a connection that is lost', async () => {
    for (const [error, last] of [
      [refusal('23505'), 'ROLLBACK'],
      [refusal('57P01'), undefined],
      [new Error('lost'), undefined],
    ] as const) {
      const driver = new TestDriver((text) => (text === 'A' ? Promise.reject(error) : []));
      const database = new Database('app', driver);
      await expect(database.transaction((query) => query('A'), 100)).rejects.toBe(error);
      expect(driver.asked).toEqual([begin(100), 'A', ...(last === undefined ? [] : [last])]);
      expect(driver.ends).toEqual([last === undefined ? 'destroyed' : 'released']);
    }
  });
});

describe('a question', () => {
  it('is one statement without values, as bounded as a call', async () => {
    const driver = new TestDriver(() => [{ answer: '{"a":1}' }]);
    const database = new Database('app', driver);
    expect(await database.ask('SELECT 1')).toEqual({ a: 1 });
    expect(driver.asked).toEqual(['SELECT 1']);
    driver.answer = () => FOREVER;
    expect(await failureOf(database.ask('SELECT 1'))).toEqual([2_000, late]);
    expect(await failureOf(database.bounded(FOREVER))).toEqual([2_000, late]);
    expect(await failureOf(database.bounded(FOREVER, 30))).toEqual([30, late]);
  });
});

it('ends with its connections, within two seconds, whatever becomes of them', async () => {
  const driver = new TestDriver();
  const database = new Database('app', driver);
  await database.close();
  expect(driver.ends).toEqual(['closed']);
  await expect(database.connect()).rejects.toBeInstanceOf(StoreUnavailable);
  await expect(database.call('step', {})).rejects.toThrow('was closed');
  expect(driver.asked).toEqual([]);
  driver.connecting = Promise.reject(new Error('lost'));
  await database.close();
  driver.connecting = FOREVER;
  const closing = database.close();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await closing).toBeUndefined();
});
