import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../core/errors.ts';
import { Copies } from './copies.ts';
import type { Met } from './survey.ts';

/** A server, by default one alone. */
function server(id: string, more: Partial<Met> = {}): Met {
  return { id, replicas: 0, promoted: false, isCluster: false, durable: false, ...more };
}

/** How many replicas a write has to reach; 0 for one that asks and goes on without. */
function needed(copies: Copies): number {
  const least = [0, 1, 2].find((count) => {
    try {
      copies.check(count);
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(StoreUnavailable);
      return false;
    }
  });
  return least ?? 3;
}

describe('without a number of the operator', () => {
  it('is one where the server has replicas when it is first met, else none', () => {
    for (const replicas of [0, 1, 2]) {
      const copies = new Copies(undefined);
      copies.meet(server('a', { replicas }));
      expect(needed(copies)).toBe(Math.min(1, replicas));
      expect(copies.command()?.slice(0, 2)).toEqual(replicas > 0 ? ['WAIT', 1] : undefined);
    }
  });

  it('does not fall for a master that was cut off from its replicas, or was restarted without them', () => {
    const copies = new Copies(undefined);
    copies.meet(server('a', { replicas: 1 }));
    copies.meet(server('a', { isCluster: true, promoted: true }));
    expect(needed(copies)).toBe(1);
    copies.meet(server('b'));
    expect(needed(copies)).toBe(1);
  });

  it.each([{ promoted: true }, { isCluster: true }])(
    'falls for another one (%j), and rises again',
    (more) => {
      const copies = new Copies(undefined);
      copies.meet(server('a', { replicas: 2 }));
      copies.meet(server('b', more));
      expect(needed(copies)).toBe(0);
      // It looks, briefly, and not every time.
      expect(copies.command()).toEqual(['WAIT', 1, 20]);
      expect(copies.command()).toBeUndefined();
      copies.check(0);
      expect(needed(copies)).toBe(0);
      copies.check(1);
      expect(needed(copies)).toBe(1);
    },
  );
});

it('keeps to the number of the operator', () => {
  const copies = new Copies(2);
  copies.meet(server('a', { replicas: 3 }));
  copies.meet(server('b', { promoted: true, isCluster: true }));
  expect(needed(copies)).toBe(2);
  const none = new Copies(0);
  none.meet(server('a', { replicas: 3 }));
  expect(none.command()).toBeUndefined();
  expect(needed(none)).toBe(0);
});
