import { afterEach, describe, expect, it, vi } from 'vitest';
import { standTimeStill } from '../../../test/support/still-time.ts';
import { StoreUnavailable } from '../../core/errors.ts';
import { Connection, type Welcome } from './connection.ts';
import type { Link, Word } from './link.ts';

standTimeStill();
// Nothing waits for anything any more.
afterEach(() => expect(vi.getTimerCount()).toBe(0));

type Answer = (command: readonly Word[]) => unknown;

/** One connection, of which the test says what it answers. */
class TestLink implements Link {
  isOpen = true;
  answer: Answer;
  readonly heard: string[] = [];

  constructor(answer: Answer) {
    this.answer = answer;
  }

  async send(command: readonly Word[]): Promise<unknown> {
    if (!this.isOpen) throw new Error('Connection is closed.');
    this.heard.push(command.join(' '));
    return this.answer(command);
  }

  subscribe(): Promise<void> {
    throw new Error('nobody listens here');
  }

  destroy(): void {
    this.isOpen = false;
  }
}

const FOREVER = new Promise<never>(() => undefined);
const failing = (message: string) => (): never => {
  throw new Error(message);
};

/** A connection over links that answer one after the other as given, and the last as all that follow. */
function connecting(
  answers: readonly Answer[],
  welcome?: Welcome,
): { connection: Connection; links: TestLink[] } {
  const links: TestLink[] = [];
  const connect = async (): Promise<Link> => {
    const link = new TestLink(answers[Math.min(links.length, answers.length - 1)] ?? (() => 'OK'));
    links.push(link);
    return link;
  };
  return { connection: new Connection({ connect }, welcome), links };
}

describe('a connection', () => {
  it('is made when it is needed, once for all who need it, and kept while it is there', async () => {
    const limits: number[] = [];
    const link = new TestLink(([word]) => word);
    const connect = async (limit: number): Promise<Link> => (limits.push(limit), link);
    const connection = new Connection({ connect });
    expect(limits).toEqual([]);
    expect(await Promise.all([connection.send(['A', 1], ['B']), connection.send(['C'])])).toEqual([
      ['A', 'B'],
      ['C'],
    ]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await connection.send(['D'])).toEqual(['D']);
    expect([limits, link.heard, link.isOpen]).toEqual([[2_000], ['A 1', 'B', 'C', 'D'], true]);
  });

  it('is made anew at once when it was lost', async () => {
    const { connection, links } = connecting([() => 'one', () => 'two', () => 'three']);
    expect(await connection.send(['A'])).toEqual(['one']);
    links[0]?.destroy();
    expect(await connection.send(['A'])).toEqual(['two']);
    // Lost in the midst of a call: nobody knows whether it was done, so it is not done again.
    for (const link of links) {
      link.answer = () => {
        link.destroy();
        throw new Error('Connection is closed.\nEVALSHA with a secret');
      };
    }
    const lost = connection.send(['A']);
    await expect(lost).rejects.toThrow(StoreUnavailable);
    await expect(lost).rejects.toThrow(/^Redis could not do it: Connection is closed\.$/);
    expect(links).toHaveLength(2);
    expect(await connection.send(['A'])).toEqual(['three']);
  });

  it('is given up when it stalls, and holds up nobody else', async () => {
    const { connection, links } = connecting([() => FOREVER, () => 'two']);
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const stalled = [connection.send(['A']), connection.send(['B'])].map((one) =>
      one.catch((error: unknown) => error),
    );
    await vi.advanceTimersByTimeAsync(999);
    expect(links[0]?.isOpen).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    const [error] = await Promise.all(stalled);
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error).toHaveProperty('message', 'Redis did not answer in time');
    expect(links[0]?.isOpen).toBe(false);
    expect(await connection.send(['A'])).toEqual(['two']);
    // It keeps no process alive.
    const set = timers.mock.results.map(({ value }) => (value as NodeJS.Timeout).hasRef());
    expect(set).toEqual([false, false, false]);
  });

  it('is not taken away by somebody who learns later that the one before it was lost', async () => {
    let fail: (error: Error) => void = () => undefined;
    const late = new Promise((_resolve, reject) => (fail = reject));
    const { connection, links } = connecting([
      ([word]) => (word === 'LATE' ? late : failing('CLUSTERDOWN down')()),
    ]);
    const last = connection.send(['LATE']);
    await expect(connection.send(['A'])).rejects.toThrow('CLUSTERDOWN');
    await connection.link();
    fail(new Error('Connection is closed.'));
    await expect(last).rejects.toThrow('Connection is closed.');
    expect(links.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    expect(await connection.link()).toBe(links[1]);
  });

  it('tells errors in words, whatever was thrown', async () => {
    const thrown = ['words', undefined, { message: 'MOVED 1 a:1' }];
    const { connection, links } = connecting([([index]) => Promise.reject(thrown[Number(index)])]);
    const told = ['words', 'undefined', '[object Object]'];
    for (const [index, words] of told.entries()) {
      await expect(connection.send([index])).rejects.toThrow(`Redis could not do it: ${words}`);
    }
    expect(links).toHaveLength(1);
  });
});

describe('a server that is not the one any more', () => {
  it.each([
    'MOVED 1 127.0.0.1:7001',
    "READONLY You can't write against a read only replica.",
    'ERR -READONLY no',
  ])('has done nothing, so another is asked at once: %s', async (words) => {
    const { connection, links } = connecting([failing(words), () => 'done']);
    expect(await connection.send(['A'], ['B'])).toEqual(['done', 'done']);
    expect(links.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    const hopeless = connecting([failing(words)]);
    await expect(hopeless.connection.send(['A'])).rejects.toThrow(words);
    expect(hopeless.links.map(({ isOpen }) => isOpen)).toEqual([false, false]);
  });

  it('is left when its cluster is down, without asking again what may have been done', async () => {
    const { connection, links } = connecting([failing('CLUSTERDOWN The cluster is down'), () => 'done']);
    await expect(connection.send(['A'])).rejects.toThrow('CLUSTERDOWN');
    expect(links.map(({ isOpen }) => isOpen)).toEqual([false]);
    expect(await connection.send(['A'])).toEqual(['done']);
  });

  it.each(['ERR no such thing', 'ERR it was MOVED far', 'OOM command not allowed', 'NOTREADONLYX '])(
    'is told from one that refuses: %s',
    async (words) => {
      const { connection, links } = connecting([failing(words)]);
      await expect(connection.send(['A'])).rejects.toThrow(words);
      expect(links.map(({ heard, isOpen }) => [heard, isOpen])).toEqual([[['A'], true]]);
    },
  );
});

describe('the end', () => {
  it('closes the connection for good', async () => {
    const { connection, links } = connecting([]);
    await connection.link();
    connection.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(links[0]?.isOpen).toBe(false);
    await expect(connection.send(['A'])).rejects.toThrow(StoreUnavailable);
    await expect(connection.link()).rejects.toThrow('the Redis store was closed');
    expect(links).toHaveLength(1);
  });

  it('closes a connection that is still being made', async () => {
    const { connection, links } = connecting([], async () => {
      connection.close();
      await Promise.resolve();
    });
    const link = await connection.link();
    expect([links.length, link.isOpen]).toEqual([1, false]);
  });

  it('comes without a connection, and after one that could not be made', async () => {
    connecting([]).connection.close();
    const connection = new Connection({ connect: failing('down') });
    const link = connection.link();
    connection.close();
    await expect(link).rejects.toThrow('down');
    await expect(connection.link()).rejects.toThrow('was closed');
  });
});
