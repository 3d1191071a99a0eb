import { describe, expect, it, vi } from 'vitest';
import { after, standTimeStill } from '../../../test/support/still-time.ts';
import { Connection } from './connection.ts';
import type { Link, Word } from './link.ts';
import { News } from './news.ts';

standTimeStill();

const CHANNEL = '{curfew}:news';
/** Longer than anything takes. */
const LONG = 10_000;

/** A connection that listens. */
class Listener implements Link {
  isOpen = true;
  isSilent = false;
  readonly channels: string[] = [];
  readonly sent: string[] = [];
  /** Something happens on its channel. */
  tell = (): void => undefined;

  async send(command: readonly Word[]): Promise<unknown> {
    this.sent.push(command.join(' '));
    return this.isSilent ? new Promise(() => undefined) : 'PONG';
  }

  async subscribe(channel: string, heard: () => void): Promise<void> {
    this.channels.push(channel);
    this.tell = heard;
  }

  destroy(): void {
    this.isOpen = false;
  }
}

/** A server that is there or not. */
class Server {
  state: 'up' | 'down' = 'up';
  tries = 0;
  readonly listeners: Listener[] = [];

  async connect(): Promise<Link> {
    this.tries += 1;
    if (this.state === 'down') throw new Error('connect ECONNREFUSED');
    const listener = new Listener();
    this.listeners.push(listener);
    return listener;
  }
}

/** News that have begun to listen, if that can be done. */
async function begun(state: 'up' | 'down' = 'up'): Promise<{ server: Server; news: News; tell: () => void }> {
  const server = new Server();
  server.state = state;
  const news = new News(new Connection(server), CHANNEL);
  await after(0);
  return { server, news, tell: () => server.listeners.at(-1)?.tell() };
}

/** How long `next` takes, in steps of a millisecond; nothing takes as long as `LONG`. */
async function took(news: News, limit: number, mark = news.mark, signal?: AbortSignal): Promise<number> {
  const [started, over] = [performance.now(), { at: Infinity }];
  void news.next(mark, limit, signal).then(() => (over.at = performance.now()));
  for (await after(0); over.at === Infinity && performance.now() - started < LONG;) await after(1);
  return over.at - started;
}

describe('who waits', () => {
  it('is woken by a message, and by one that came since the last look', async () => {
    const { news, tell } = await begun();
    const { mark } = news;
    const times: number[] = [];
    for (const limit of [LONG, LONG]) void took(news, limit).then((time) => times.push(time));
    await after(900);
    expect(times).toEqual([]);
    tell();
    await after(1);
    expect(times).toHaveLength(2);
    expect(await took(news, LONG, mark)).toBe(0);
    expect(await took(news, 300)).toBe(300);
    news.close();
  });

  it('waits as long as it may, and not at all where it may not', async () => {
    const { news } = await begun();
    const timers = vi.spyOn(globalThis, 'setTimeout');
    for (const limit of [0, -1, -Infinity]) expect(await took(news, limit)).toBe(0);
    expect(await took(news, 500, news.mark, AbortSignal.abort())).toBe(0);
    expect(await took(news, 500, news.mark - 1)).toBe(0);
    expect(timers).not.toHaveBeenCalled();
    expect([await took(news, 1), await took(news, 2_345)]).toEqual([1, 2_345]);
    news.close();
  });

  it('goes when the signal aborts, and leaves nothing behind', async () => {
    const { news, tell } = await begun();
    const before = vi.getTimerCount();
    for (const end of [(stop: AbortController) => stop.abort(), tell]) {
      const stop = new AbortController();
      const added = vi.spyOn(stop.signal, 'addEventListener');
      const removed = vi.spyOn(stop.signal, 'removeEventListener');
      let isOver = false;
      void news.next(news.mark, LONG, stop.signal).then(() => (isOver = true));
      expect(vi.getTimerCount()).toBe(before + 1);
      end(stop);
      await after(0);
      expect([isOver, vi.getTimerCount()]).toEqual([true, before]);
      tell();
      expect(removed.mock.calls).toEqual([added.mock.calls[0]?.slice(0, 2)]);
      expect(added.mock.calls[0]?.[0]).toBe('abort');
    }
    news.close();
  });

  it('looks by itself every 50 ms while nobody listens, and not later than it wanted', async () => {
    const { news, server } = await begun('down');
    expect([await took(news, LONG), await took(news, 30)]).toEqual([50, 30]);
    server.state = 'up';
    await after(500);
    expect(await took(news, 400)).toBe(400);
    server.listeners[0]?.destroy();
    expect(await took(news, LONG)).toBe(50);
    news.close();
  });

  it('is woken when it is over, and then waits no more', async () => {
    const { news, server } = await begun();
    const woken = took(news, LONG);
    news.close();
    expect([await woken, await took(news, LONG)]).toEqual([0, 0]);
    expect([vi.getTimerCount(), server.listeners[0]?.isOpen]).toEqual([0, false]);
  });
});

describe('who listens', () => {
  it('is looked after once a second, and holds no process', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const { news, server } = await begun();
    await after(999);
    expect(server.listeners[0]?.sent).toEqual([]);
    await after(2_001);
    void news.next(news.mark, LONG);
    expect(server.listeners).toMatchObject([{ channels: [CHANNEL], sent: ['PING', 'PING', 'PING'] }]);
    expect(timers.mock.results.filter(({ value }) => (value as NodeJS.Timeout).hasRef())).toEqual([]);
    news.close();
  });

  it('listens anew within 100 ms when it could not, and wakes everybody for what nobody heard', async () => {
    const { news, server } = await begun('down');
    const { mark } = news;
    await after(99);
    server.state = 'up';
    expect(server.tries).toBe(1);
    await after(1);
    expect(server.listeners).toMatchObject([{ channels: [CHANNEL] }]);
    expect(news.mark).not.toBe(mark);
    news.close();
  });

  it('listens anew when it was cut off, and tries no more often than it must', async () => {
    const { news, server } = await begun();
    server.listeners[0]?.destroy();
    server.state = 'down';
    const { mark } = news;
    await after(2_000);
    expect(news.mark).toBe(mark);
    server.state = 'up';
    // The last failure may be 400 ms fresh, and it is tried every 100.
    await after(600);
    expect(server.listeners.map(({ channels }) => channels)).toEqual([[CHANNEL], [CHANNEL]]);
    expect(news.mark).not.toBe(mark);
    expect(server.tries).toBeLessThan(15);
    news.close();
  });

  it('finds out a connection that is half open', async () => {
    const { news, server } = await begun();
    for (const listener of server.listeners) listener.isSilent = true;
    // A ping after a second, and a second to answer it.
    await after(1_999);
    expect(server.listeners).toMatchObject([{ isOpen: true }]);
    await after(101);
    expect(server.listeners).toMatchObject([{ isOpen: false }, { isOpen: true, channels: [CHANNEL] }]);
    news.close();
  });

  it('does not go on when it is over in the midst of a look', async () => {
    const server = new Server();
    new News(new Connection(server), CHANNEL).close();
    await after(1_000);
    expect([vi.getTimerCount(), server.listeners.map(({ isOpen }) => isOpen)]).toEqual([0, [false]]);
  });
});
