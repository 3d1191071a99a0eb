import { expect, it } from 'vitest';
import { logged } from '../../test/support/logged.ts';
import { overriding } from '../../test/support/node.ts';
import { newSession } from '../../test/support/stores.ts';
import { timersByHand, type Waiting } from '../../test/support/timers.ts';
import { memory } from '../stores/memory/index.ts';
import { Reminder } from './reminder.ts';
import type { StoredSession } from './session.ts';
import type { Memory } from './store.ts';

interface Made {
  reminder: Reminder;
  told: { memory: Memory; answer: (error?: Error) => void }[];
  set: Waiting[];
  stop: AbortController;
  next: () => Promise<void>;
}

function made(): Made {
  const told: Made['told'] = [];
  const { timers, set } = timersByHand();
  const stop = new AbortController();
  const store = overriding(memory(), {
    remind: (given) =>
      new Promise((resolve, reject) => {
        told.push({ memory: given, answer: (error) => (error ? reject(error) : resolve()) });
      }),
  });
  const next = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  return { reminder: new Reminder(store, timers, stop.signal), told, set, stop, next };
}

function stored(id: string): StoredSession {
  return { ...newSession({ id }), began: 'life.1.1', generation: 0, rotatedAt: 0 };
}

const facts = (count: number): ReturnType<typeof logged>[] =>
  Array.from({ length: count }, (_, index) => logged({ id: `${index}` }));

it('tells all that is owed, at most 500 of each at once, and then nothing more', async () => {
  const { reminder, told, set, next } = made();
  const [revocations, sessions] = [facts(501), facts(502).map(({ id }) => stored(id))];
  reminder.owe(revocations, sessions);
  expect(told[0]?.memory).toEqual({
    revocations: revocations.slice(0, 500),
    sessions: sessions.slice(0, 500),
  });
  expect(set.map(({ delay }) => delay)).toEqual([1_000]);
  told[0]?.answer();
  await next();
  expect(told[1]?.memory).toEqual({ revocations: revocations.slice(500), sessions: sessions.slice(500) });
  told[1]?.answer();
  await next();
  expect(told).toHaveLength(2);
  reminder.owe([]);
  await next();
  expect(told).toHaveLength(2);
  expect(set, 'nothing is waited for but that it may be forgotten').toMatchObject([
    { delay: 5_000, background: true },
    { delay: 5_000, background: true },
  ]);
});

it('tries again after 50 ms what failed or took longer than a second', async () => {
  const { reminder, told, set, next } = made();
  const revocations = facts(1);
  reminder.owe(revocations, []);
  told[0]?.answer(new Error('unreachable'));
  await next();
  expect(told).toHaveLength(1);
  expect(set).toMatchObject([{ delay: 50, background: true }]);
  set[0]?.run();
  await next();
  expect(told).toHaveLength(2);
  expect(set).toMatchObject([{ delay: 1_000 }]);
  set[0]?.run();
  await next();
  set[0]?.run();
  await next();
  expect(told.map((one) => one.memory.revocations)).toEqual([revocations, revocations, revocations]);
});

it('owes sessions until they were told, facts as they were found missing last, one conversation at a time', async () => {
  const { reminder, told, next } = made();
  const [first, again, other] = [stored('a'), stored('a'), stored('b')];
  reminder.owe(facts(1), [first]);
  reminder.owe([], [again, other]);
  expect(told).toHaveLength(1);
  told[0]?.answer();
  await next();
  expect(told[1]?.memory).toEqual({ revocations: [], sessions: [again, other] });
  expect(told[1]?.memory.sessions[0]).toBe(again);
});

it('stops when another log is followed, or the node is closed', async () => {
  const { reminder, told, set, stop, next } = made();
  reminder.owe(facts(1), [stored('a')]);
  reminder.forget();
  told[0]?.answer(new Error('too late'));
  await next();
  set[0]?.run();
  await next();
  expect(told).toHaveLength(1);
  reminder.owe(facts(1), []);
  expect(told).toHaveLength(2);
  stop.abort();
  told[1]?.answer(new Error('closed'));
  await next();
  expect([told.length, set.length]).toEqual([2, 0]);
});

it('brings what it has just brought once more when that is lost again, for five seconds', async () => {
  const { reminder, told, set, next } = made();
  const [first, newer, other] = [stored('a'), { ...stored('a'), generation: 1 }, stored('b')];
  reminder.owe([], [first, other]);
  told[0]?.answer();
  await next();
  // Nobody has met them meanwhile, or one of them.
  reminder.owe([], []);
  expect(told[1]?.memory.sessions).toEqual([first, other]);
  told[1]?.answer();
  await next();
  reminder.owe([], [newer]);
  expect(told[2]?.memory.sessions).toEqual([newer, other]);
  told[2]?.answer();
  await next();
  // Facts alone are no loss.
  reminder.owe(facts(1));
  expect(told[3]?.memory.sessions).toEqual([]);
  told[3]?.answer();
  await next();
  for (const { run } of set.filter(({ delay }) => delay === 5_000)) run();
  reminder.owe([], []);
  await next();
  expect(told).toHaveLength(4);
});

it('brings nothing into another log', async () => {
  const { reminder, told, next } = made();
  reminder.owe([], [stored('a')]);
  told[0]?.answer();
  await next();
  reminder.forget();
  reminder.owe([], []);
  await next();
  expect(told).toHaveLength(1);
});
