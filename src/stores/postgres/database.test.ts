import { afterEach, describe, expect, it, vi } from 'vitest';
import { refusal, TestDriver } from '../../../test/support/postgres-driver.ts';
import { failureOf, standTimeStill } from '../../../test/support/still-time.ts';
import { StoreUnavailable } from '../../core/errors.ts';
import { Database } from './database.ts';

standTimeStill();
// Nothing waits for anything any more.
afterEach(() => expect(vi.getTimerCount()).toBe(0));

const FOREVER = new Promise<never>(() => undefined);
const CALL = 'SELECT "app".step($1::text::json)::text AS answer | {"a":1}';

const late = expect.objectContaining({ message: 'PostgreSQL did not answer in time' }) as unknown;

describe('a call', () => {
  it('is one function of the schema, one statement, and its JSON', async () => {
    const driver = new TestDriver(() => [{ answer: '{"value":[1]}' }]);
    const database = new Database('app', driver);
    expect(await database.call('step', { a: 1 })).toEqual({ value: [1] });
    expect(driver.asked).toEqual([CALL]);
    expect(driver.ends).toEqual(['released']);
    for (const rows of [[{ answer: null }], [{}], []]) {
      driver.answer = () => rows;
      expect(await database.call('step', {})).toBeUndefined();
    }
  });

  it('is a transaction of the right kind where the database would make it another', async () => {
    const driver = new TestDriver();
    const database = new Database('app', driver);
    database.isCommitted = false;
    expect(await database.call('step', { a: 1 }, 900)).toBe('done');
    expect(driver.asked).toEqual([
      'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL statement_timeout = 900; ' +
        'SET LOCAL lock_timeout = 900; SET LOCAL idle_in_transaction_session_timeout = 900',
      CALL,
      'COMMIT',
    ]);
    expect(driver.ends).toEqual(['released']);
  });

  it('is given up after two seconds, or what it may take, and its connection with it', async () => {
    for (const limit of [undefined, 700]) {
      const driver = new TestDriver(() => FOREVER);
      const began = performance.now();
      const [took, error] = await failureOf(new Database('app', driver).call('step', {}, limit));
      expect([took, error]).toEqual([limit ?? 2_000, late]);
      expect(error).toBeInstanceOf(StoreUnavailable);
      expect([driver.ends, driver.distrusted]).toEqual([['destroyed'], [began]]);
    }
  });

  it('has so much less time as connecting took', async () => {
    const driver = new TestDriver(() => FOREVER);
    const started = performance.now();
    driver.connecting = new Promise((resolve) => void setTimeout(resolve, 400));
    expect(await failureOf(new Database('app', driver).call('step', {}))).toEqual([2_000, late]);
    expect([driver.ends, driver.distrusted]).toEqual([['destroyed'], [started + 400]]);
  });

  it('trusts a connection that answered just when this process was not looking', async () => {
    const driver = new TestDriver();
    const database = new Database('app', driver);
    // The time is over, but what came meanwhile is read before anybody gives up.
    driver.answer = () =>
      new Promise((resolve) => void setTimeout(() => setImmediate(resolve, [{ answer: '1' }]), 2_000));
    const answer = database.call('step', {});
    await vi.advanceTimersByTimeAsync(0);
    vi.advanceTimersByTime(2_000);
    expect(await answer).toBe(1);
    await new Promise((resolve) => void setImmediate(resolve));
    expect([driver.ends, driver.distrusted]).toEqual([['released'], []]);
  });

  it('is repeated when it collides with others, until it succeeds', async () => {
    const pauses = vi.spyOn(globalThis, 'setTimeout');
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5);
    for (const code of ['40001', '40P01']) {
      let left = 5;
      const driver = new TestDriver(() =>
        (left -= 1) < 0 ? [{ answer: '7' }] : Promise.reject(refusal(code)),
      );
      pauses.mockClear();
      const answer = new Database('app', driver).call('step', { a: 1 });
      await vi.advanceTimersByTimeAsync(5 * 40);
      expect(await answer).toBe(7);
      expect(driver.asked).toEqual(Array.from({ length: 6 }, () => CALL));
      expect(driver.ends).toEqual(Array.from({ length: 6 }, () => 'released'));
      expect(pauses.mock.calls.map(([, ms]) => ms).filter((ms) => ms === 20)).toHaveLength(5);
    }
    expect(random).toHaveBeenCalled();
  });

  it('is not repeated for ever, nor without the time for it, nor for another reason', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const cases: [string, number | undefined, number][] = [
      ['40001', undefined, 6],
      ['40001', 100, 3],
      ['40001', 40, 1],
      ['40001', 41, 2],
      ['23505', undefined, 1],
    ];
    for (const [code, limit, tries] of cases) {
      const driver = new TestDriver(() => Promise.reject(refusal(code)));
      const [, error] = await failureOf(new Database('app', driver).call('step', {}, limit));
      expect(error).toHaveProperty('code', code);
      expect(driver.asked, `${code} within ${limit}`).toHaveLength(tries);
    }
  });
});
