import { describe, expect, it, vi } from 'vitest';
import { standTimeStill } from '../../../test/support/still-time.ts';
import { ConfigError, StoreUnavailable } from '../../core/errors.ts';
import { Connection, type Welcome } from './connection.ts';
import type { Driver, Link } from './link.ts';

standTimeStill();

/** A server that is there or not; `links` are the connections that were made to it. */
function server(): { driver: Driver; links: { isOpen: boolean }[]; tries: number[]; isUp: boolean } {
  const links: Link[] = [];
  const one = { driver: { connect }, links, tries: [] as number[], isUp: true };
  async function connect(): Promise<Link> {
    one.tries.push(performance.now());
    if (!one.isUp) throw new Error('connect ECONNREFUSED');
    const state = { isOpen: true };
    const link: Link = {
      get isOpen() {
        return state.isOpen;
      },
      send: async ([word]) => (word === 'HANG' ? new Promise(() => undefined) : word),
      subscribe: async () => undefined,
      destroy: () => void (state.isOpen = false),
    };
    links.push(link);
    return link;
  }
  return one;
}

async function failure(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => new Error('it went well'),
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
}

describe('while no server is there', () => {
  it('fails at once for a moment after each attempt, in the same words', async () => {
    const down = server();
    down.isUp = false;
    const connection = new Connection(down.driver);
    for (let call = 0; call < 3; call += 1) {
      const error = await failure(connection.send(['A']));
      expect(error).toBeInstanceOf(StoreUnavailable);
      expect(error.message).toBe('Redis could not do it: connect ECONNREFUSED');
    }
    expect(down.tries).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(40);
    down.isUp = true;
    expect(await connection.send(['A'])).toEqual(['A']);
    expect(down.tries).toHaveLength(2);
  });

  it.each([
    ['soonest', 0, [20, 40, 80, 160, 200, 200, 200]],
    ['latest', 1, [40, 80, 160, 320, 400, 400, 400]],
    ['in between', 0.5, [30, 60, 120, 240, 300, 300, 300]],
  ] as const)(
    'tries it less and less often, and not with all the others: at the %s',
    async (_when, chance, pauses) => {
      vi.spyOn(Math, 'random').mockReturnValue(chance);
      const down = server();
      down.isUp = false;
      const connection = new Connection(down.driver);
      while (down.tries.length <= pauses.length) {
        await failure(connection.link());
        await vi.advanceTimersByTimeAsync(1);
      }
      expect(pauses.map((_, index) => (down.tries[index + 1] ?? 0) - (down.tries[index] ?? 0))).toEqual(
        pauses,
      );
      // One that was there begins from the start again.
      down.isUp = true;
      await vi.advanceTimersByTimeAsync(400);
      await connection.link();
      down.isUp = false;
      for (const link of down.links as Link[]) link.destroy();
      const before = down.tries.length;
      while (down.tries.length < before + 2) {
        await failure(connection.link());
        await vi.advanceTimersByTimeAsync(1);
      }
      expect((down.tries[before + 1] ?? 0) - (down.tries[before] ?? 0)).toBe(pauses[0]);
    },
  );
});

describe('who looks at each server first', () => {
  it('speaks to the very server before anybody else does, and knows whether there was one before', async () => {
    const up = server();
    const met: unknown[] = [];
    const welcome: Welcome = async (sender, again) => met.push([await sender.send(['A'], ['B']), again]);
    const connection = new Connection(up.driver, welcome);
    expect(met).toEqual([]);
    await connection.link();
    expect(met).toEqual([[['A', 'B'], false]]);
    for (const link of up.links as Link[]) link.destroy();
    await connection.send(['C']);
    expect(met.slice(1)).toEqual([[['A', 'B'], true]]);
    expect(up.links).toHaveLength(2);
  });

  it('is answered in time or not at all', async () => {
    const up = server();
    const connection = new Connection(up.driver, (sender) => sender.send(['HANG']));
    const failed = failure(connection.link());
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await failed).toMatchObject({ message: 'Redis did not answer in time' });
    expect(up.links).toMatchObject([{ isOpen: false }]);
  });

  it('says by a ConfigError what to do when it is the first, and that it is not available later', async () => {
    const up = server();
    const refused = new ConfigError('set maxmemory-policy');
    let verdict: Error | undefined = new Error('ERR odd');
    const connection = new Connection(up.driver, async () => {
      if (verdict) throw verdict;
    });
    const outcomes: unknown[] = [];
    for (const next of [verdict, refused, undefined, refused, undefined]) {
      verdict = next;
      await vi.advanceTimersByTimeAsync(400);
      for (const link of up.links as Link[]) link.destroy();
      outcomes.push(
        await connection.link().then(
          () => 'met',
          (error: unknown) => error,
        ),
      );
    }
    expect(outcomes).toMatchObject([
      { code: 'ERR_STORE_UNAVAILABLE', message: 'Redis could not do it: ERR odd' },
      { code: 'ERR_CONFIG' },
      'met',
      { code: 'ERR_STORE_UNAVAILABLE', message: 'Redis could not do it: set maxmemory-policy' },
      'met',
    ]);
    expect(outcomes[1]).toBe(refused);
    // Those that were refused are not left open.
    expect(up.links.map(({ isOpen }) => isOpen)).toEqual([false, false, false, false, true]);
  });

  it('leaves the one that was refused at once', async () => {
    const up = server();
    const connection = new Connection(up.driver, () => Promise.reject(new Error('ERR odd')));
    await failure(connection.link());
    expect(up.links).toMatchObject([{ isOpen: false }]);
  });
});
