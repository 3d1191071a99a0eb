import { describe, expect, it } from 'vitest';
import { TestLog } from '../../../test/support/postgres-log.ts';
import { after, standTimeStill } from '../../../test/support/still-time.ts';
import { PORTION } from '../../core/limits.ts';

standTimeStill();

describe('who waits for news', () => {
  it('is told as soon as there is something, and asks without its lease until then', async () => {
    const log = new TestLog(3);
    const waiting = log.follow('life.1.3', { wait: 1_000, replica: 'node-1', staleness: 700 });
    await after(120);
    expect(log.asked.map(([name]) => name)).toEqual(['poll', 'feed', 'feed']);
    expect(log.asked[1]?.[1]).toMatchObject({ most: PORTION + 1, seen: { sequence: 3 } });
    log.last = 4;
    log.on?.news.tell('lease');
    await after(0);
    expect(log.asked).toHaveLength(3);
    log.on?.news.tell('log');
    await after(0);
    expect(await waiting).toMatchObject({ revocations: [{ id: 's4' }], cursor: 'life.1.4' });
    expect(log.asked).toHaveLength(4);
  });

  it('waits as long as it wanted, and no longer', async () => {
    for (const [wait, polls] of [
      [undefined, 1],
      [0, 1],
      [30, 1],
      [70, 2],
      [170, 4],
    ] as const) {
      const log = new TestLog(3);
      let isOver = false;
      const waiting = log
        .follow('life.1.3', wait === undefined ? {} : { wait })
        .finally(() => (isOver = true));
      for (let ms = 0; ms < (wait ?? 0); ms += 1) {
        await after(ms === 0 ? 0 : 1);
        expect(isOver, `after ${ms} ms`).toBe(false);
      }
      await after(1);
      expect(isOver).toBe(true);
      expect(await waiting).toMatchObject({ revocations: [], cursor: 'life.1.3' });
      expect(log.asked).toHaveLength(polls);
    }
  });

  it('looks again at what was told while it looked', async () => {
    const log = new TestLog(3);
    let answer = (): void => undefined;
    log.asking = new Promise((resolve) => (answer = resolve));
    const waiting = log.follow('life.1.3', { wait: 1_000 });
    await after(10);
    log.on?.news.tell('log');
    answer();
    await after(0);
    expect(log.asked.map(([name]) => name)).toEqual(['poll', 'feed']);
    log.asking = new Promise((resolve) => (answer = resolve));
    await after(50);
    log.on?.news.tell('log');
    answer();
    await after(0);
    expect(log.asked).toHaveLength(4);
    log.last = 4;
    log.on?.news.tell('log');
    await after(0);
    expect(await waiting).toMatchObject({ cursor: 'life.1.4' });
  });

  it('goes when it is told to', async () => {
    const log = new TestLog(3);
    const stop = new AbortController();
    const waiting = log.follow('life.1.3', { wait: 60_000, signal: stop.signal });
    await after(20);
    stop.abort();
    expect(await waiting).toMatchObject({ revocations: [], cursor: 'life.1.3' });
    expect(log.asked).toHaveLength(1);
    expect(await log.follow('life.1.3', { wait: 60_000, signal: stop.signal })).toMatchObject({
      cursor: 'life.1.3',
    });
    expect(log.asked).toHaveLength(2);
  });
});
