import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answering } from '../../../test/support/postgres-driver.ts';
import { ConfigError } from '../../core/errors.ts';
import { Certainty } from './certainty.ts';
import type { Rows } from './connection.ts';
import { Database } from './database.ts';
import { Leases } from './leases.ts';
import { News } from './news.ts';

// Time stands still here, so that what takes long hangs.
vi.setConfig({ testTimeout: 5_000 });
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** Goes on for so many milliseconds. */
const after = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

interface Row {
  id: string;
  staleness: number | string;
  beat: string;
}

function row(id: string, more: Partial<Row> = {}): Row {
  return { id, staleness: 1_000, beat: 'b', ...more };
}

/** A database with those leases in it, and what it is asked beside which they are. */
class Place {
  rows: Row[];
  readonly asked: [string, Record<string, unknown>][] = [];
  /** What a node that joins finds. */
  other: Row | null = null;
  readonly leases: Leases;

  constructor(...rows: Row[]) {
    this.rows = rows;
    const driver = answering((...call) => this.#answer(...call));
    const database = new Database('app', driver);
    this.leases = new Leases(database, new Certainty(database), new News(database, false));
  }

  async #answer(name: string, ask: Record<string, unknown>): Promise<Rows> {
    if (name !== 'leases') {
      this.asked.push([name, ask]);
      return [{ answer: JSON.stringify(name === 'join' ? { value: this.other } : null) }];
    }
    return [{ answer: JSON.stringify({ standing: { sound: true }, value: this.rows }) }];
  }
}

describe('a node', () => {
  it('has a name of its own for each heartbeat', () => {
    const { leases } = new Place();
    const [first, second] = [leases.beat('node-1', 700), leases.beat('node-1', 700)];
    expect(first).toEqual({
      replica: 'node-1',
      staleness: 700,
      beat: expect.stringMatching(/^[\w-]{16}$/) as unknown,
    });
    expect(first).not.toEqual(second);
  });

  it('joins and leaves by its name', async () => {
    const place = new Place();
    await place.leases.join('node-1', 700);
    await place.leases.leave('node-1');
    const beat = expect.any(String) as unknown;
    expect(place.asked).toEqual([
      ['join', { replica: 'node-1', staleness: 700, beat }],
      ['drop_lease', { replica: 'node-1' }],
    ]);
  });

  it('is refused beside one with another staleness, which is dropped when it is not alive', async () => {
    const place = new Place();
    place.other = row('node-2', { staleness: 2_000, beat: 'last' });
    const joining = place.leases.join('node-1', 700);
    await expect(joining).rejects.toBeInstanceOf(ConfigError);
    await expect(joining).rejects.toThrow('700 ms here and 2000 ms on a node that runs on this database');
    expect(place.asked.map(([name]) => name)).toEqual(['join']);
    await after(2_101);
    await expect(place.leases.join('node-1', 700)).rejects.toBeInstanceOf(ConfigError);
    expect(place.asked.at(-1)).toEqual(['drop_lease', { replica: 'node-2', beat: 'last' }]);
  });

  it('agrees with the others on how stale it may be', async () => {
    expect(await new Place().leases.agree(undefined)).toBe(1_000);
    expect(await new Place(row('a', { staleness: '700' })).leases.agree(undefined)).toBe(700);
    const place = new Place(row('a', { staleness: 700 }), row('b', { staleness: 700 }));
    expect(await place.leases.agree(700)).toBe(700);
    const agreeing = place.leases.agree(900).catch((error: unknown) => error);
    await after(20);
    place.rows = [row('a', { staleness: 700, beat: 'next' })];
    await after(50);
    expect(String(await agreeing)).toMatch('900 ms here and 700 ms');
  });
});
