import { describe, expect, it } from 'vitest';
import { asking, DOUBT, rejection, standing, unsound } from '../../../test/support/postgres-certainty.ts';
import { after, standTimeStill } from '../../../test/support/still-time.ts';

standTimeStill();

const CURSOR = 'life.3.14';
const SEEN = { incarnation: 'life', generation: 3, sequence: 14 };

describe('what is sound', () => {
  it('is believed, and told where the caller stands', async () => {
    const answer = { standing: standing(), value: [1] };
    const { certainty, asked } = asking(answer);
    expect(await certainty.ask('step', { a: 1 }, CURSOR)).toEqual(answer);
    expect(await certainty.try('step', { a: 2 }, 'nowhere')).toEqual(answer);
    expect(asked).toEqual([
      ['step', { a: 1, patience: 1_000, seen: SEEN }],
      ['step', { a: 2, patience: 1_000 }],
    ]);
  });

  it('may be nothing to look at, which who asks may know, or not', async () => {
    const { certainty } = asking({ absent: true });
    expect(await certainty.try('step', {})).toBeUndefined();
    expect((await rejection(certainty.ask('step', {}))).message).toMatch(/did not answer what it was asked/);
  });

  it('is waited for as long as a step may take', async () => {
    for (const call of ['ask', 'try'] as const) {
      const { certainty } = asking(new Promise(() => undefined));
      const calling = rejection(certainty[call]('step', {}, undefined, 300));
      await after(300);
      expect((await calling).message).toMatch(/in time/);
    }
  });
});

describe('what is not sound', () => {
  it('is no standby, whatever else it is', async () => {
    const { certainty, asked } = asking({
      standing: unsound({ standby: true, young: true, recorded: false, doubt: DOUBT }),
    });
    expect((await rejection(certainty.ask('step', {}))).message).toMatch(/read-only standby now/);
    expect(asked).toHaveLength(1);
  });

  it('is in a doubt that everybody is in, though the server be young', async () => {
    const { certainty, asked } = asking({ standing: unsound({ young: true, doubt: DOUBT }) });
    expect((await rejection(certainty.ask('step', {}))).doubt).toEqual(DOUBT);
    expect(asked).toHaveLength(1);
  });

  it('is told to everybody first, with what the caller knows', async () => {
    const recorded = { ...DOUBT, id: 'of all' };
    const { certainty, asked } = asking(
      { standing: unsound({ recorded: false, doubt: DOUBT }) },
      { standing: unsound({ doubt: recorded }) },
    );
    expect((await rejection(certainty.ask('step', { a: 1 }, CURSOR))).doubt).toEqual(recorded);
    const ask = { a: 1, patience: 1_000, seen: SEEN };
    expect(asked).toEqual([
      ['step', ask],
      ['doubt', ask],
    ]);
  });

  it('is asked again when somebody has ended the doubt meanwhile', async () => {
    const { certainty, asked } = asking(
      { standing: unsound({ recorded: false, doubt: DOUBT }) },
      { standing: standing() },
      { standing: standing(), value: 7 },
    );
    expect(await certainty.ask('step', {})).toMatchObject({ value: 7 });
    expect(asked.map(([name]) => name)).toEqual(['step', 'doubt', 'step']);
  });

  it('is not asked for ever', async () => {
    const { certainty, asked } = asking({ standing: unsound() });
    expect((await rejection(certainty.ask('step', {}))).message).toMatch(/being put back together/);
    expect(asked).toHaveLength(3);
  });
});
