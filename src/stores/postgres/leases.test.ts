import { describe, expect, it } from 'vitest';
import { LeasePlace, leaseRow } from '../../../test/support/postgres-leases.ts';
import { after, standTimeStill } from '../../../test/support/still-time.ts';
import { ConfigError } from '../../core/errors.ts';

standTimeStill();

describe('a node', () => {
  it('has a name of its own for each heartbeat', () => {
    const { leases } = new LeasePlace();
    const [first, second] = [leases.beat('node-1', 700), leases.beat('node-1', 700)];
    expect(first).toEqual({
      replica: 'node-1',
      staleness: 700,
      beat: expect.stringMatching(/^[\w-]{16}$/) as unknown,
    });
    expect(first).not.toEqual(second);
  });

  it('joins and leaves by its name', async () => {
    const place = new LeasePlace();
    await place.leases.join('node-1', 700);
    await place.leases.leave('node-1');
    const beat = expect.any(String) as unknown;
    expect(place.asked).toEqual([
      ['join', { replica: 'node-1', staleness: 700, beat }],
      ['drop_lease', { replica: 'node-1' }],
    ]);
  });

  it('is refused beside one with another staleness, which is dropped when it is not alive', async () => {
    const place = new LeasePlace();
    place.other = leaseRow('node-2', { staleness: 2_000, beat: 'last' });
    const joining = place.leases.join('node-1', 700);
    await expect(joining).rejects.toBeInstanceOf(ConfigError);
    await expect(joining).rejects.toThrow('700 ms here and 2000 ms on a node that runs on this database');
    expect(place.asked.map(([name]) => name)).toEqual(['join']);
    await after(2_101);
    await expect(place.leases.join('node-1', 700)).rejects.toBeInstanceOf(ConfigError);
    expect(place.asked.at(-1)).toEqual(['drop_lease', { replica: 'node-2', beat: 'last' }]);
  });

  it('agrees with the others on how stale it may be', async () => {
    expect(await new LeasePlace().leases.agree(undefined)).toBe(1_000);
    expect(await new LeasePlace(leaseRow('a', { staleness: '700' })).leases.agree(undefined)).toBe(700);
    const place = new LeasePlace(leaseRow('a', { staleness: 700 }), leaseRow('b', { staleness: 700 }));
    expect(await place.leases.agree(700)).toBe(700);
    const agreeing = place.leases.agree(900).catch((error: unknown) => error);
    await after(20);
    place.rows = [leaseRow('a', { staleness: 700, beat: 'next' })];
    await after(50);
    expect(String(await agreeing)).toMatch('900 ms here and 700 ms');
  });
});
