import { describe, expect, it } from 'vitest';
import { asking, DOUBT, rejection, standing, unsound } from '../../../test/support/postgres-certainty.ts';
import { after, standTimeStill } from '../../../test/support/still-time.ts';

standTimeStill(['Date']);

/** When the server was started, in seconds, as it says it itself. */
const started = (ago: number): string => String((Date.now() - ago) / 1_000);

describe('a server that was just started', () => {
  it('is asked to be as old as a node may be silent, and at least a second', async () => {
    const { certainty, asked } = asking({ standing: standing() });
    for (const staleness of [0, 500, 6_000]) {
      certainty.share(staleness);
      await certainty.ask('step', {});
    }
    expect(asked.map(([, { patience }]) => patience)).toEqual([1_000, 1_000, 6_180]);
  });

  it('is known by its name once it has been there for longer than that, until there is another', async () => {
    const { certainty, asked } = asking(
      ...['a', 'a', 'a', 'a', 'b', 'b'].map((server) => ({ standing: standing({ server }) })),
    );
    certainty.share(2_000);
    for (const pause of [0, 2_100, 1, 1, 1, 1]) {
      await after(pause);
      await certainty.ask('step', {});
    }
    expect(asked.map(([, { known }]) => known)).toEqual([undefined, undefined, 'a', 'a', 'a', undefined]);
  });

  it('is not believed, and says for how long', async () => {
    // How long ago it began by its own clock, how long it has been known here, and the seconds that are left.
    const cases = [
      [1_500, 0, 5],
      [3_000, 0, 4],
      [5_900, 0, 1],
      [60_000, 0, 1],
      [-60_000, 0, 7],
      [-60_000, 4_000, 3],
    ] as const;
    for (const [ago, known, left] of cases) {
      const server = started(ago - 7_000);
      const { certainty } = asking({ standing: unsound({ young: true, server }) });
      certainty.share(6_000);
      await after(7_000);
      await rejection(certainty.ask('step', {}));
      await after(known);
      const { message, doubt } = await rejection(certainty.ask('step', {}));
      expect(message, `${ago} ms`).toMatch(/just started.*answer from memory, 6180 ms; try again in about/);
      expect(message, `${ago} ms, known for ${known}`).toMatch(new RegExp(`about ${left} s$`));
      expect(doubt).toBeUndefined();
    }
  });
});

describe('who joins', () => {
  it('is told how the store stands', async () => {
    const { certainty, asked } = asking({ standing: standing() });
    expect(await certainty.believed()).toEqual(standing());
    expect(asked).toEqual([['look', { patience: 1_000 }]]);
  });

  it('waits a while for a server that was just started, and looks every 50 ms', async () => {
    const young = { standing: unsound({ young: true }) };
    const { certainty, asked } = asking(young, young, { standing: standing() });
    const joining = certainty.believed();
    await after(99);
    expect(asked).toHaveLength(2);
    await after(1);
    expect(await joining).toEqual(standing());
    expect(asked).toHaveLength(3);
  });

  it('waits for three seconds and no longer', async () => {
    const { certainty, asked } = asking({ standing: unsound({ young: true, server: started(0) }) });
    let isOver = false;
    const joining = rejection(certainty.believed()).finally(() => (isOver = true));
    await after(2_999);
    expect(isOver).toBe(false);
    await after(1);
    expect((await joining).message).toMatch(/just started/);
    expect(asked).toHaveLength(61);
  });

  it('does not wait for the end of a doubt, but looks again when it is over', async () => {
    const doubtful = asking({ standing: unsound({ young: true, doubt: DOUBT }) });
    expect((await rejection(doubtful.certainty.believed())).doubt).toEqual(DOUBT);
    const { certainty, asked } = asking({ standing: unsound() }, { standing: standing() });
    const joining = certainty.believed();
    await after(50);
    expect(await joining).toEqual(standing());
    expect(asked.map(([name]) => name)).toEqual(['look', 'look']);
  });
});
