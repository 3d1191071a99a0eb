import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { logged } from '../../test/support/logged.ts';
import { overriding } from '../../test/support/node.ts';
import { memory } from '../stores/memory/index.ts';
import { Recovery, type Knowledge } from './recovery.ts';

const FACTS = [logged()];
const DOUBT = { id: 'd', reason: 'a shorter log', age: 300 };

function made(): { recovery: Recovery; clock: TestClock; calls: unknown[][]; fail: (how?: Error) => void } {
  const clock = new TestClock();
  const calls: unknown[][] = [];
  let failure: Error | undefined;
  const note = async (...call: unknown[]): Promise<void> => {
    calls.push(call);
    await Promise.resolve();
    if (failure) throw failure;
  };
  const store = overriding(memory(), {
    renew: (doubt) => note('renew', doubt),
    vouch: (doubt, cursor, facts) => note('vouch', doubt, cursor, facts),
  });
  return { recovery: new Recovery(store, 1_000, clock), clock, calls, fail: (how) => (failure = how) };
}

function knowing(age: number, sequence: number = 7): Knowledge {
  return { log: { incarnation: 'life', position: { generation: 2, sequence } }, age, facts: () => FACTS };
}

const VOUCHED = ['vouch', 'd', 'life.2.7', FACTS];

it('vouches at once, with all it knows, when it has missed nothing', async () => {
  const { recovery, calls } = made();
  // The store has acknowledged nothing for 300 ms of the 1,300 that the node knows nothing of.
  await recovery.face(DOUBT, knowing(1_300));
  expect(calls).toEqual([VOUCHED]);
  expect(recovery.takeReason()).toBe('a shorter log');
  expect(recovery.takeReason()).toBe(undefined);
});

it.each([
  ['was silent for longer than a lease lasts', DOUBT, knowing(1_301)],
  ['has not polled yet', DOUBT, { ...knowing(0), log: undefined }],
  ['has not got as far as the log', { ...DOUBT, beyond: { generation: 2, sequence: 8 } }, knowing(0)],
])('lets others vouch for 1,500 ms when it %s, then begins another life', async (_how, doubt, known) => {
  const { recovery, clock, calls } = made();
  await recovery.face(doubt, known);
  clock.advance(1_499);
  await recovery.face(doubt, known);
  expect(calls).toEqual([]);
  clock.advance(1);
  // What counts is what it knew when the doubt began.
  await recovery.face(doubt, knowing(0, 9));
  expect(calls).toEqual([['renew', 'd']]);
});

it('vouches when it has got just as far, and in another doubt looks anew', async () => {
  const { recovery, clock, calls } = made();
  const beyond = { generation: 2, sequence: 7 };
  await recovery.face({ ...DOUBT, beyond }, knowing(0));
  expect(calls.splice(0)).toEqual([VOUCHED]);
  await recovery.face({ ...DOUBT, id: 'another' }, knowing(5_000));
  expect(calls).toEqual([]);
  clock.advance(1_500);
  await recovery.face({ ...DOUBT, id: 'another' }, knowing(5_000));
  expect(calls).toEqual([['renew', 'another']]);
});

it('says it once at a time, and again when the store could not be told', async () => {
  const { recovery, calls, fail } = made();
  await Promise.all([recovery.face(DOUBT, knowing(0)), recovery.face(DOUBT, knowing(0))]);
  expect(calls).toHaveLength(1);
  fail(new Error('unreachable'));
  await expect(recovery.face(DOUBT, knowing(0))).rejects.toThrow('unreachable');
  fail();
  await recovery.face(DOUBT, knowing(0));
  expect(calls).toEqual([VOUCHED, VOUCHED, VOUCHED]);
});
