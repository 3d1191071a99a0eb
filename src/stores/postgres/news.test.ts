import { describe, expect, it, vi } from 'vitest';
import { after, standTimeStill } from '../../../test/support/still-time.ts';
import type { Connection } from './connection.ts';
import { Database } from './database.ts';
import { News } from './news.ts';

standTimeStill();

/** Longer than any test goes on. */
const LONG = 60_000;

interface Listener {
  isOpen: boolean;
  readonly channels: string[];
  /** Something is told on its channel. */
  tell(payload: string): void;
  /** The server hangs up. */
  lose(): void;
}

/** A server that is there or not. */
class Server {
  readonly listeners: Listener[] = [];
  /** How often somebody tried to connect. */
  tries = 0;
  state: 'up' | 'down' = 'up';

  news(listen = true): News {
    const connect = (): Promise<Connection> => this.#connect();
    const database = new Database('app', {
      connect,
      distrust: () => undefined,
      close: async () => undefined,
    });
    return new News(database, listen);
  }

  async #connect(): Promise<Connection> {
    this.tries += 1;
    if (this.state === 'down') throw new Error('connect ECONNREFUSED');
    const ears: { heard: (payload: string) => void; lost: () => void }[] = [];
    const listener: Listener = {
      isOpen: true,
      channels: [],
      tell: (payload) => ears.forEach(({ heard }) => heard(payload)),
      lose: () => ears.forEach(({ lost }) => lost()),
    };
    this.listeners.push(listener);
    return {
      query: async () => [],
      listen: async (channel, heard, lost) => {
        listener.channels.push(channel);
        ears.push({ heard, lost });
      },
      release: () => expect.fail('nobody else may use a connection that listens'),
      destroy: () => void (listener.isOpen = false),
    };
  }
}

/** How long `next` takes, in steps of a millisecond, `LONG` at most. */
async function took(
  news: News,
  limit: number,
  mark = news.mark('log'),
  signal?: AbortSignal,
): Promise<number> {
  const started = performance.now();
  const over: number[] = [];
  void news.next('log', mark, limit, signal).then(() => over.push(performance.now()));
  for (await after(0); over.length === 0 && performance.now() - started < LONG;) await after(1);
  return (over[0] ?? Infinity) - started;
}

/** It ends, soon, and leaves nothing behind that anybody waits for. */
async function ends(news: News): Promise<void> {
  let closed = false;
  void news.close().then(() => (closed = true));
  await after(0);
  expect([closed, vi.getTimerCount()]).toEqual([true, 0]);
}

describe('who waits', () => {
  it('is woken by what is told of its topic, here or elsewhere, and by what was told since it looked', async () => {
    const server = new Server();
    const news = server.news();
    await after(0);
    expect(server.listeners.map(({ channels }) => channels)).toEqual([['curfew']]);
    const tells: [() => void, string[]][] = [
      [() => server.listeners[0]?.tell('log'), ['log']],
      [() => server.listeners[0]?.tell('lease'), ['lease']],
      [() => server.listeners[0]?.tell('weather'), []],
      [() => news.tell('log'), ['log']],
      [() => news.tell('lease'), ['lease']],
      [() => news.tell('log', 'lease'), ['log', 'lease']],
    ];
    for (const [tell, expected] of tells) {
      const woken: string[] = [];
      const marks = { log: news.mark('log'), lease: news.mark('lease') };
      const waiting = (['log', 'lease'] as const).flatMap((topic) => [
        news.next(topic, marks[topic], 700).then(() => woken.push(topic)),
        news.next(topic, marks[topic], 700),
      ]);
      await after(600);
      expect(woken).toEqual([]);
      tell();
      await after(0);
      expect(woken).toEqual(expected);
      expect(await took(news, 300, marks.log)).toBe(expected.includes('log') ? 0 : 300);
      await after(700);
      await Promise.all(waiting);
    }
    await ends(news);
  });

  it('waits as long as it may, and not at all where it may not', async () => {
    const news = new Server().news();
    await after(0);
    const timers = vi.spyOn(globalThis, 'setTimeout');
    for (const limit of [0, -1, -Infinity]) await news.next('log', news.mark('log'), limit);
    await news.next('log', news.mark('log'), LONG, AbortSignal.abort());
    expect(timers).not.toHaveBeenCalled();
    expect([await took(news, 1), await took(news, 2_345)]).toEqual([1, 2_345]);
    await ends(news);
  });

  it('goes when the signal aborts, and leaves nothing behind', async () => {
    const news = new Server().news();
    await after(0);
    const before = vi.getTimerCount();
    for (const end of [(stop: AbortController) => stop.abort(), () => news.tell('log')]) {
      const stop = new AbortController();
      const added = vi.spyOn(stop.signal, 'addEventListener');
      const removed = vi.spyOn(stop.signal, 'removeEventListener');
      const waiting = news.next('log', news.mark('log'), LONG, stop.signal);
      expect(vi.getTimerCount()).toBe(before + 1);
      end(stop);
      await waiting;
      expect(vi.getTimerCount()).toBe(before);
      const [[event, done] = []] = added.mock.calls;
      expect(event).toBe('abort');
      expect(removed.mock.calls[0]?.slice(0, 2)).toEqual(['abort', done]);
      news.tell('log');
      expect(removed, 'nobody looks any more').toHaveBeenCalledTimes(1);
    }
    await ends(news);
  });

  it('looks by itself every 50 ms while nobody listens, and not later than it wanted', async () => {
    // It tries to connect at once, and after 100 and 300 ms.
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const server = new Server();
    server.state = 'down';
    const news = server.news();
    await after(0);
    expect([await took(news, LONG), await took(news, 30)]).toEqual([50, 30]);
    server.state = 'up';
    await after(500);
    expect(await took(news, 400)).toBe(400);
    server.state = 'down';
    server.listeners[0]?.lose();
    await after(0);
    expect(await took(news, LONG)).toBe(50);
    await ends(news);
  });

  it('looks by itself where nobody is to listen', async () => {
    const server = new Server();
    const news = server.news(false);
    expect([await took(news, LONG), await took(news, LONG)]).toEqual([50, 50]);
    expect(server.tries).toBe(0);
    const marks = [news.mark('log'), news.mark('lease')];
    await ends(news);
    expect([news.mark('log'), news.mark('lease')]).not.toEqual(marks);
  });

  it('is woken when it is over, and then waits no more', async () => {
    const server = new Server();
    const news = server.news();
    await after(0);
    const waiting = [news.next('log', news.mark('log'), LONG), news.next('lease', news.mark('lease'), LONG)];
    await ends(news);
    await Promise.all(waiting);
    expect(await took(news, LONG)).toBe(0);
    expect(server.listeners).toMatchObject([{ isOpen: false }]);
    await after(5_000);
    expect(server.tries).toBe(1);
  });
});
