import { expect, it } from 'vitest';
import { bearer } from '../../test/support/logged.ts';
import { timersByHand } from '../../test/support/timers.ts';
import { StoreUnavailable, TokenRevoked } from './errors.ts';
import type { Sessions } from './sessions.ts';
import type { Signals } from './signals.ts';
import { Survivors } from './survivors.ts';

function made(...names: string[]) {
  const { timers, set } = timersByHand();
  const ended: string[] = [];
  const met: string[] = [];
  let outcome: (token: string) => unknown = () => undefined;
  const signals = {
    isClosed: false,
    tokens: () => names.map((token) => ({ ...bearer, token })),
    end: ({ token }: { token: string }) => void ended.push(token),
  };
  const sessions = {
    meet: async ({ token }: { token: string }) => {
      met.push(token);
      const error = outcome(token);
      if (error instanceof Error) throw error;
    },
  };
  const survivors = new Survivors(signals as unknown as Signals, sessions as unknown as Sessions, timers);
  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  const answer = (given: typeof outcome): void => void (outcome = given);
  return { survivors, signals, set, ended, met, turn, answer };
}

it('ends what hangs on a session that nobody brought back, three seconds later, and nothing else', async () => {
  const { survivors, set, ended, met, answer } = made('a', 'b', 'c');
  answer((token) => (token === 'b' ? new TokenRevoked('ended') : undefined));
  const review = survivors.review();
  expect(met).toEqual([]);
  expect(set).toMatchObject([{ delay: 3_000, background: true }]);
  set[0]?.run();
  await review;
  expect([met, ended]).toEqual([['a', 'b', 'c'], ['b']]);
});

it('asks again after 50 ms while the store cannot say', async () => {
  const { survivors, set, ended, met, turn, answer } = made('a');
  for (const error of [new StoreUnavailable('gone'), new Error('broken')]) {
    answer(() => error);
    const review = survivors.review();
    set[0]?.run();
    await turn();
    expect(set).toMatchObject([{ delay: 50, background: true }]);
    answer(() => undefined);
    set[0]?.run();
    await review;
  }
  expect([met, ended]).toEqual([['a', 'a', 'a', 'a'], []]);
});

it('leaves it to a later review, and stops when nobody watches any more', async () => {
  const { survivors, signals, set, met, turn, answer } = made('a', 'b');
  const [first, second] = [survivors.review(), survivors.review()];
  set[0]?.run();
  await first;
  expect(met).toEqual([]);
  answer(() => new StoreUnavailable('gone'));
  set[0]?.run();
  await turn();
  signals.isClosed = true;
  set[0]?.run();
  await second;
  expect(met).toEqual(['a']);
});
