import { describe, expect, it, vi } from 'vitest';
import { driving } from '../../../test/support/postgres-driver.ts';
import { standTimeStill, stateOf } from '../../../test/support/still-time.ts';
import type { Connection } from './connection.ts';

standTimeStill();

/** What `postgres` makes of its settings: one connection, that notes what happens to it. */
class Instance {
  readonly settings: Record<string, unknown>;
  readonly noted: unknown[] = [];

  constructor(settings: object) {
    this.settings = { ...settings };
  }

  async unsafe(...asked: [string, string[], { prepare: boolean }]): Promise<unknown> {
    this.noted.push(asked);
    return [];
  }

  async end(how: { timeout: number }): Promise<void> {
    this.noted.push(how);
  }

  /** The server hangs up. */
  lose(): void {
    (this.settings['onclose'] as () => void)();
  }
}

const BYE = { timeout: 1 };

describe('connections', () => {
  it('are used again, the last one first, and five at most', async () => {
    const { driver, made } = driving(Instance);
    const taken: Connection[] = [];
    for (let count = 1; count <= 5; count += 1) taken.push(await driver.connect());
    expect(made).toHaveLength(5);
    const [sixth, seventh] = [driver.connect(), driver.connect()];
    expect(await stateOf(sixth)).toBe('pending');
    taken[1]?.release();
    expect(await sixth).toBe(taken[1]);
    expect(await stateOf(seventh)).toBe('pending');
    taken[3]?.destroy();
    expect(taken).not.toContain(await seventh);
    expect(made).toHaveLength(6);
    taken[0]?.release();
    taken[2]?.release();
    expect(await driver.connect()).toBe(taken[2]);
    expect(made).toHaveLength(6);
  });

  it('that were lost are not used again, whether in use or not', async () => {
    const { driver, made } = driving(Instance);
    const [first, second] = [await driver.connect(), await driver.connect()];
    made[0]?.lose();
    first.release();
    expect(made[0]?.noted).toEqual([BYE]);
    second.release();
    made[1]?.lose();
    const third = await driver.connect();
    expect([first, second]).not.toContain(third);
    expect([made.length, made[1]?.noted]).toEqual([3, []]);
    // Their places are free again.
    for (let count = 1; count <= 4; count += 1) await driver.connect();
    expect(await stateOf(driver.connect())).toBe('pending');
  });

  it('that have shown no life since another one stalled are not used again', async () => {
    const { driver, made } = driving(Instance);
    const [old, asked] = [await driver.connect(), await driver.connect()];
    vi.advanceTimersByTime(1_000);
    const stalled = performance.now();
    await asked.query('SELECT 1');
    driver.distrust(stalled);
    driver.distrust(stalled - 500);
    asked.release();
    old.release();
    expect(await driver.connect()).toBe(asked);
    expect(made).toHaveLength(2);
    expect(await driver.connect()).not.toBe(old);
  });

  it('that have been idle for more than half a minute are given up one by one', async () => {
    const { driver, made } = driving(Instance);
    const [first, second, third] = [await driver.connect(), await driver.connect(), await driver.connect()];
    first.release();
    second.release();
    vi.advanceTimersByTime(30_000);
    await third.query('SELECT 1');
    third.release();
    vi.advanceTimersByTime(1);
    expect(await driver.connect()).toBe(third);
    third.release();
    expect(await driver.connect()).toBe(third);
    expect(await driver.connect()).toBe(second);
    expect(await driver.connect()).not.toBe(first);
    expect(made).toHaveLength(4);
  });

  it('say goodbye in the end, and there are no more', async () => {
    const { driver, made } = driving(Instance);
    const [first, second] = [await driver.connect(), await driver.connect()];
    first.release();
    for (let count = 1; count <= 4; count += 1) await driver.connect();
    const waiting = driver.connect();
    await driver.close();
    await expect(waiting).rejects.toThrow('closed');
    await expect(driver.connect()).rejects.toThrow('closed');
    second.release();
    expect(made.map(({ noted }) => noted.length)).toEqual([0, 1, 0, 0, 0]);
  });
});
