import { describe, expect, it, vi } from 'vitest';
import { TestLog } from '../../../test/support/postgres-log.ts';
import { after, standTimeStill } from '../../../test/support/still-time.ts';
import { PORTION } from '../../core/limits.ts';

standTimeStill();

describe('who follows', () => {
  it('is told what came after a place, or all there is', async () => {
    const log = new TestLog(3);
    const first = await log.follow();
    expect(first).toMatchObject({ cursor: 'life.1.3', more: false, reset: false });
    expect(first.revocations.map(({ id }) => id)).toEqual(['s1', 's2', 's3']);
    expect(await log.follow('life.1.2')).toMatchObject({
      revocations: [{ id: 's3', position: { generation: 1, sequence: 3 } }],
      cursor: 'life.1.3',
      more: false,
      reset: false,
    });
    expect(await log.follow('life.1.3')).toEqual({
      revocations: [],
      cursor: 'life.1.3',
      more: false,
      reset: false,
    });
    expect(await log.follow('other.1.2')).toMatchObject({ cursor: 'life.1.3', more: false, reset: true });
    expect(log.asked.map(([name]) => name)).toEqual(['poll', 'poll', 'poll', 'poll']);
  });

  it('is told a portion, whether there is more, and where that begins', async () => {
    const log = new TestLog(2 * PORTION + 1);
    const places: number[] = [];
    let cursor: string | undefined;
    const portions = [];
    for (let nth = 0; nth < 3; nth += 1) {
      const changes = await log.follow(cursor);
      ({ cursor } = changes);
      portions.push([changes.revocations.length, cursor, changes.more]);
      places.push(...changes.revocations.map(({ position }) => position.sequence));
    }
    expect(portions).toEqual([
      [PORTION, `life.1.${PORTION}`, true],
      [PORTION, `life.1.${2 * PORTION}`, true],
      [1, `life.1.${2 * PORTION + 1}`, false],
    ]);
    expect(places).toEqual(Array.from({ length: 2 * PORTION + 1 }, (_, index) => index + 1));
    const whole = new TestLog(PORTION);
    expect(await whole.follow()).toMatchObject({ cursor: `life.1.${PORTION}`, more: false });
  });

  it('has twice the time to learn all there is', async () => {
    for (const [from, limit] of [
      [undefined, 4_000],
      ['nowhere', 4_000],
      ['life.1.1', 2_000],
    ] as const) {
      for (const options of [{}, { replica: 'node-1', staleness: 700 }]) {
        const log = new TestLog(3);
        log.asking = new Promise(() => undefined);
        let failed = false;
        const polling = log.follow(from, options).catch((error: unknown) => ((failed = true), error));
        await after(limit - 1);
        expect(failed).toBe(false);
        await after(1);
        expect(await polling).toHaveProperty('message', 'PostgreSQL did not answer in time');
      }
    }
  });
});

describe('a node', () => {
  it('renews its lease with each poll, and takes one first when it has none', async () => {
    const log = new TestLog(3);
    log.absent.add('node-1');
    const options = { replica: 'node-1', staleness: 700 };
    for (const cursor of [undefined, 'life.1.3'])
      expect(await log.follow(cursor, options)).toMatchObject({ cursor: 'life.1.3' });
    expect(log.asked.map(([name]) => name)).toEqual(['poll', 'join', 'poll', 'poll']);
    for (const [, ask] of log.asked)
      expect(ask).toMatchObject({ ...options, beat: expect.stringMatching(/./) as unknown });
    expect(log.asked.map(([, { most }]) => most)).toEqual([PORTION + 1, undefined, PORTION + 1, PORTION + 1]);
    expect(log.asked.at(-1)?.[1]).toMatchObject({
      seen: { incarnation: 'life', generation: 1, sequence: 3 },
    });
  });

  it('has no lease that does not say how stale it may be, nor one without a name', async () => {
    const log = new TestLog(3);
    for (const options of [{ replica: 'node-1' }, { staleness: 700 }, {}])
      await log.follow('life.1.1', options);
    const seen = { incarnation: 'life', generation: 1, sequence: 1 };
    for (const [name, ask] of log.asked)
      expect([name, ask]).toEqual(['poll', { most: PORTION + 1, patience: 1_000, seen }]);
    expect(log.asked).toHaveLength(3);
  });

  it('does not take a lease again and again', async () => {
    const log = new TestLog(3);
    log.absent.add('node-1');
    vi.spyOn(log.absent, 'delete').mockReturnValue(true);
    await expect(log.follow(undefined, { replica: 'node-1', staleness: 700 })).rejects.toThrow(
      'did not answer what it was asked',
    );
    expect(log.asked.map(([name]) => name)).toEqual(['poll', 'join', 'poll']);
  });
});
