import { describe, expect, it } from 'vitest';
import { LeasePlace, leaseRow } from '../../../test/support/postgres-leases.ts';
import { after, standTimeStill, stateOf } from '../../../test/support/still-time.ts';
import { StoreUnavailable } from '../../core/errors.ts';

standTimeStill();

const CURSOR = 'life.1.14';

const never = new AbortController().signal;

describe('who waits for the nodes that may answer from memory', () => {
  it.each([
    ['has got as far', leaseRow('a'), false],
    ['has got further', leaseRow('a', { sequence: 15 }), false],
    ['asks every time', leaseRow('a', { sequence: 3, staleness: 0 }), false],
    ['has not got as far', leaseRow('a', { sequence: 13 }), true],
    ['has acknowledged nothing', leaseRow('a', { generation: null, sequence: null }), true],
    ['has acknowledged another generation', leaseRow('a', { generation: 2 }), true],
    ['has acknowledged an earlier one', leaseRow('a', { generation: 0, sequence: 20 }), true],
    ['has got as far, in words', leaseRow('a', { generation: '1', sequence: '14' }), false],
    ['has not got as far, in words', leaseRow('a', { generation: '1', sequence: '9', staleness: '1' }), true],
  ])('waits for one that %s, or not', async (_name, lease, isBehind) => {
    const place = new LeasePlace(leaseRow('z'), lease);
    const settled = place.leases.settled(CURSOR, never);
    expect(await stateOf(settled)).toBe(isBehind ? 'pending' : 'undefined');
    place.rows = [leaseRow('z')];
    await after(50);
    expect(await stateOf(settled)).toBe('undefined');
    expect(place.asked).toEqual([]);
  });

  it('looks when there is news of a lease, and every 50 ms', async () => {
    const place = new LeasePlace(leaseRow('a', { sequence: 13 }));
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
    const place = new LeasePlace(
      leaseRow('a', { sequence: 13, beat: 'last' }),
      leaseRow('b', { sequence: 13, beat: '1' }),
    );
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
    const place = new LeasePlace(leaseRow('a', { sequence: 13 }));
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
      const place = new LeasePlace();
      await expect(place.leases.settled(CURSOR, never)).resolves.toBeUndefined();
      place.log = { ...place.log, ...lost };
      const settled = place.leases.settled(CURSOR, never);
      await expect(settled).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(settled).rejects.toThrow('the log has been lost meanwhile');
      await expect(place.leases.settled('nowhere', never)).rejects.toThrow('the log has been lost');
    },
  );

  it('shares a look with others who began to wait before it', async () => {
    const place = new LeasePlace();
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
    const place = new LeasePlace();
    place.looking = Promise.reject(new Error('lost'));
    const first = place.leases.settled(CURSOR, never);
    const second = place.leases.settled(CURSOR, never);
    await Promise.all([expect(first).rejects.toThrow('lost'), expect(second).rejects.toThrow('lost')]);
    place.looking = Promise.resolve();
    expect(await place.leases.settled(CURSOR, never)).toBeUndefined();
  });
});
