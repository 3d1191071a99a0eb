import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answering } from '../../../test/support/postgres-driver.ts';
import { StoreUnavailable } from '../../core/errors.ts';
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
  generation: number | string | null;
  sequence: number | string | null;
}

/** A node that follows the log up to a place. */
function row(id: string, more: Partial<Row> = {}): Row {
  return { id, staleness: 1_000, beat: 'b', generation: 1, sequence: 14, ...more };
}

const CURSOR = 'life.1.14';

/** A database with those leases in it, and what it is asked beside which they are. */
class Place {
  rows: Row[];
  readonly asked: [string, Record<string, unknown>][] = [];
  /** How often it was asked which leases there are. */
  looks = 0;
  /** What such a look waits for. */
  looking: Promise<void> = Promise.resolve();
  log = { incarnation: 'life', generation: 1, sequence: 20 };
  readonly news: News;
  readonly leases: Leases;

  constructor(...rows: Row[]) {
    this.rows = rows;
    const driver = answering((...call) => this.#answer(...call));
    const database = new Database('app', driver);
    this.news = new News(database, false);
    this.leases = new Leases(database, new Certainty(database), this.news);
  }

  async #answer(name: string, ask: Record<string, unknown>): Promise<Rows> {
    if (name !== 'leases') {
      this.asked.push([name, ask]);
      return [{ answer: 'null' }];
    }
    this.looks += 1;
    await this.looking;
    return [{ answer: JSON.stringify({ standing: { sound: true, ...this.log }, value: this.rows }) }];
  }
}

/** What has come of it by now. */
async function stateOf(work: Promise<unknown>): Promise<string> {
  const end = work.then(String, String);
  await after(0);
  return Promise.race([end, Promise.resolve('pending')]);
}

const never = new AbortController().signal;

describe('who waits for the nodes that may answer from memory', () => {
  it.each([
    ['has got as far', row('a'), false],
    ['has got further', row('a', { sequence: 15 }), false],
    ['asks every time', row('a', { sequence: 3, staleness: 0 }), false],
    ['has not got as far', row('a', { sequence: 13 }), true],
    ['has acknowledged nothing', row('a', { generation: null, sequence: null }), true],
    ['has acknowledged another generation', row('a', { generation: 2 }), true],
    ['has acknowledged an earlier one', row('a', { generation: 0, sequence: 20 }), true],
    ['has got as far, in words', row('a', { generation: '1', sequence: '14' }), false],
    ['has not got as far, in words', row('a', { generation: '1', sequence: '9', staleness: '1' }), true],
  ])('waits for one that %s, or not', async (_name, lease, isBehind) => {
    const place = new Place(row('z'), lease);
    const settled = place.leases.settled(CURSOR, never);
    expect(await stateOf(settled)).toBe(isBehind ? 'pending' : 'undefined');
    place.rows = [row('z')];
    await after(50);
    expect(await stateOf(settled)).toBe('undefined');
    expect(place.asked).toEqual([]);
  });

  it('looks when there is news of a lease, and every 50 ms', async () => {
    const place = new Place(row('a', { sequence: 13 }));
    const settled = place.leases.settled(CURSOR, never);
    await after(49);
    place.news.tell('log');
    await after(0);
    expect(place.looks).toBe(1);
    await after(1);
    expect(place.looks).toBe(2);
    place.news.tell('lease');
    await after(0);
    expect(place.looks).toBe(3);
    // What is told during a look is looked at after it.
    let look = (): void => undefined;
    place.looking = new Promise((resolve) => (look = resolve));
    place.news.tell('lease');
    await after(0);
    place.news.tell('lease');
    look();
    await after(0);
    expect(place.looks).toBe(5);
    place.rows = [];
    place.news.tell('lease');
    expect(await stateOf(settled)).toBe('undefined');
  });

  it('drops one that is silent for longer than it may be, for the heartbeat that was seen', async () => {
    const place = new Place(row('a', { sequence: 13, beat: 'last' }), row('b', { sequence: 13, beat: '1' }));
    const settled = place.leases.settled(CURSOR, never);
    for (let beat = 2; beat < 13; beat += 1) {
      await after(100);
      place.rows = place.rows.map((one) => (one.id === 'b' ? { ...one, beat: `${beat}` } : one));
    }
    expect(place.asked).toEqual([['drop_lease', { replica: 'a', beat: 'last' }]]);
    place.rows = [];
    await after(50);
    expect(await stateOf(settled)).toBe('undefined');
  });

  it('stops when it is told to, with the reason', async () => {
    const place = new Place(row('a', { sequence: 13 }));
    const stop = new AbortController();
    const reason = new Error('enough');
    const settled = place.leases.settled(CURSOR, stop.signal).catch((error: unknown) => error);
    await after(120);
    stop.abort(reason);
    expect(await settled).toBe(reason);
    const { looks } = place;
    await after(1_000);
    expect(place.looks).toBe(looks);
  });

  it.each([{ incarnation: 'other' }, { generation: 2 }])(
    'is told when the log was lost meanwhile: %j',
    async (lost) => {
      const place = new Place();
      await expect(place.leases.settled(CURSOR, never)).resolves.toBeUndefined();
      place.log = { ...place.log, ...lost };
      const settled = place.leases.settled(CURSOR, never);
      await expect(settled).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(settled).rejects.toThrow('the log has been lost meanwhile');
      await expect(place.leases.settled('nowhere', never)).rejects.toThrow('the log has been lost');
    },
  );

  it('shares a look with others who began to wait before it', async () => {
    const place = new Place();
    const looks: (() => void)[] = [];
    const look = (): void => void (place.looking = new Promise((resolve) => looks.push(resolve)));
    look();
    const first = place.leases.settled(CURSOR, never);
    await after(0);
    look();
    const others = [1, 2, 3].map(() => place.leases.settled(CURSOR, never));
    await after(0);
    expect(place.looks).toBe(1);
    looks[0]?.();
    expect(await stateOf(first)).toBe('undefined');
    expect(place.looks).toBe(2);
    looks[1]?.();
    await Promise.all(others);
    expect(place.looks).toBe(2);
  });

  it('is not held up by a look that failed', async () => {
    const place = new Place();
    place.looking = Promise.reject(new Error('lost'));
    const first = place.leases.settled(CURSOR, never);
    const second = place.leases.settled(CURSOR, never);
    await Promise.all([expect(first).rejects.toThrow('lost'), expect(second).rejects.toThrow('lost')]);
    place.looking = Promise.resolve();
    expect(await place.leases.settled(CURSOR, never)).toBeUndefined();
  });
});
