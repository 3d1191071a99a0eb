import { describe, expect, it, vi } from 'vitest';
import { after, standTimeStill } from '../../../test/support/still-time.ts';
import type { Connection } from './connection.ts';
import { Database } from './database.ts';
import { News } from './news.ts';

standTimeStill();

interface Listener {
  isOpen: boolean;
  readonly channels: string[];
  readonly asked: string[];
  /** The server hangs up. */
  lose(): void;
}

/** A server that is there or not, answers or not, listens or not, or hangs up as soon as it listens. */
class Server {
  readonly listeners: Listener[] = [];
  /** When somebody tried to connect. */
  readonly tries: number[] = [];
  state: 'up' | 'down' | 'silent' | 'deaf' | 'hasty' = 'up';

  news(): News {
    const driver = {
      connect: () => this.#connect(),
      distrust: () => undefined,
      close: async () => undefined,
    };
    return new News(new Database('app', driver), true);
  }

  async #connect(): Promise<Connection> {
    this.tries.push(performance.now());
    if (this.state === 'down') throw new Error('connect ECONNREFUSED');
    const ears: (() => void)[] = [];
    const listener: Listener = {
      isOpen: true,
      channels: [],
      asked: [],
      lose: () => ears.forEach((lost) => lost()),
    };
    this.listeners.push(listener);
    return {
      query: async (text) => {
        listener.asked.push(text);
        return this.state === 'silent' ? new Promise(() => undefined) : [];
      },
      listen: async (channel, _heard, lost) => {
        listener.channels.push(channel);
        if (this.state === 'deaf') await new Promise(() => undefined);
        ears.push(lost);
        if (this.state === 'hasty') lost();
      },
      release: () => expect.fail('nobody else may use a connection that listens'),
      destroy: () => void (listener.isOpen = false),
    };
  }
}

/** It ends, soon, and leaves nothing behind that anybody waits for. */
async function ends(news: News): Promise<void> {
  let closed = false;
  void news.close().then(() => (closed = true));
  await after(0);
  expect([closed, vi.getTimerCount()]).toEqual([true, 0]);
}

describe('who listens', () => {
  it('is looked after once a second, and holds no process', async () => {
    const made = vi.spyOn(globalThis, 'setTimeout');
    const cleared = vi.spyOn(globalThis, 'clearTimeout');
    const server = new Server();
    const news = server.news();
    await after(500);
    const waiting = news.next('log', news.mark('log'), 60_000);
    const timers = made.mock.results.map(({ value }) => value as NodeJS.Timeout);
    const left = timers.filter((timer) => !cleared.mock.calls.some(([gone]) => gone === timer));
    expect(left.map((timer) => timer.hasRef())).toEqual([false, false]);
    await after(2_499);
    const asked = ['SELECT 1', 'SELECT 1', 'SELECT 1'];
    expect(server.listeners).toMatchObject([{ channels: ['curfew'], asked }]);
    await after(1);
    expect(server.listeners).toMatchObject([{ asked: [...asked, 'SELECT 1'] }]);
    await ends(news);
    await waiting;
  });

  it('wakes everybody when it begins, and when it is over, for what nobody heard', async () => {
    const server = new Server();
    const news = server.news();
    const marks = (): number[] => [news.mark('log'), news.mark('lease')];
    const changes = async (change: () => void): Promise<boolean[]> => {
      const before = marks();
      change();
      await after(0);
      return marks().map((mark, index) => mark !== before[index]);
    };
    expect(await changes(() => undefined)).toEqual([true, true]);
    server.state = 'down';
    expect(await changes(() => server.listeners[0]?.lose())).toEqual([true, true]);
    expect(server.listeners).toMatchObject([{ isOpen: false }]);
    await ends(news);
  });

  it('listens anew soon after it was cut off, each time', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const server = new Server();
    const news = server.news();
    for (let round = 1; round <= 4; round += 1) {
      await after(700);
      expect(server.listeners.filter(({ isOpen }) => isOpen)).toEqual(server.listeners.slice(-1));
      server.listeners.at(-1)?.lose();
      await after(36);
      expect(server.tries, 'three quarters of 50 ms later').toHaveLength(round);
      await after(2);
      expect(server.tries).toHaveLength(round + 1);
    }
    await ends(news);
  });

  it.each([
    { random: 0, pauses: [50, 100, 200, 400, 800, 1_000, 1_000] },
    { random: 1, pauses: [100, 200, 400, 800, 1_600, 2_000, 2_000] },
  ])('tries again and again when it cannot listen, more and more seldom: %j', async ({ random, pauses }) => {
    vi.spyOn(Math, 'random').mockReturnValue(random);
    const server = new Server();
    server.state = 'down';
    const news = server.news();
    await after(10_000);
    const between = server.tries.slice(1).map((at, index) => at - (server.tries[index] ?? 0));
    expect(between.slice(0, pauses.length)).toEqual(pauses);
    server.state = 'up';
    await after(2_000);
    const tries = server.tries.length;
    server.listeners[0]?.lose();
    await after(50);
    expect(server.tries, 'as soon as at first').toHaveLength(tries + 1);
    await ends(news);
  });

  it('finds out a connection that is half open, and listens again as soon each time', async () => {
    const server = new Server();
    const news = server.news();
    await after(0);
    for (const index of [0, 1, 2, 3, 4, 5]) {
      await after(600_000);
      const silent = performance.now();
      server.state = 'silent';
      while (server.listeners[index]?.isOpen === true) await after(1);
      // It is asked after a second, and has a second to answer.
      expect(performance.now() - silent).toBeLessThanOrEqual(2_001);
      server.state = 'up';
      await after(100);
      expect(server.listeners[index + 1]).toMatchObject({ isOpen: true, channels: ['curfew'] });
    }
    await ends(news);
  });

  it('gives up a connection on which it cannot begin to listen', async () => {
    const server = new Server();
    server.state = 'deaf';
    const news = server.news();
    await after(1_900);
    expect(server.listeners).toMatchObject([{ isOpen: true, asked: [] }]);
    server.state = 'up';
    const next = news.next('log', news.mark('log'), 60_000);
    await after(50);
    expect(await next, 'for nobody hears any news').toBeUndefined();
    await after(150);
    expect(server.listeners).toMatchObject([{ isOpen: false }, { isOpen: true, asked: ['SELECT 1'] }]);
    await ends(news);
  });

  it('asks nothing of a connection that was lost while it began', async () => {
    const server = new Server();
    server.state = 'hasty';
    const news = server.news();
    await after(0);
    expect(server.listeners).toMatchObject([{ isOpen: false, asked: [] }]);
    await ends(news);
  });

  it('does not go on when it is over while it still connects, or waits to try again', async () => {
    for (const state of ['up', 'down'] as const) {
      const server = new Server();
      server.state = state;
      const news = server.news();
      if (state === 'down') await after(0);
      await ends(news);
      await after(5_000);
      expect(server.tries).toHaveLength(1);
      expect(server.listeners.filter(({ isOpen, asked }) => isOpen || asked.length > 0)).toEqual([]);
    }
  });
});
