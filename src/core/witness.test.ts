import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { logged } from '../../test/support/logged.ts';
import { overriding } from '../../test/support/node.ts';
import { memory } from '../stores/memory/index.ts';
import { mark } from './clock.ts';
import type { Denylist } from './denylist/denylist.ts';
import { StoreUnavailable } from './errors.ts';
import type { FollowedLog } from './followed-log.ts';
import type { Freshness } from './freshness.ts';
import type { Knowledge, Recovery } from './recovery.ts';
import type { Changes } from './store.ts';
import { Witness } from './witness.ts';

const DOUBT = { id: 'd', reason: 'a shorter log', age: 1 };
const POSITION = { generation: 1, sequence: 7 };
const ANSWER: Changes = { revocations: [], cursor: 'life.1.1', more: false, reset: false };

/** A witness of a log of which `back` says whether the store has gone back; `answers` is what the store says to a cursor. */
function made({ follows = true, back = false }, answers: (cursor?: string) => Changes) {
  const asked: unknown[] = [];
  const faced: [unknown, Knowledge][] = [];
  let expected = 0;
  const store = overriding(memory(), {
    changes: async (cursor) => (asked.push(cursor), answers(cursor)),
  });
  const log = {
    reached: follows ? { incarnation: 'life', position: POSITION } : undefined,
    hasGoneBack: () => back,
    expectAnother: () => (expected += 1),
    denylist: { all: () => [logged()].values() } as unknown as Denylist,
  } as unknown as FollowedLog;
  const recovery = {
    face: (doubt: unknown, known: Knowledge) => {
      faced.push([doubt, known]);
      return Promise.reject(new Error('the store could not be told'));
    },
  } as unknown as Recovery;
  const witness = new Witness(store, log, { age: 42 } as Freshness, recovery);
  return { witness, asked, faced, expected: () => expected };
}

const fails = (error: Error) => (): never => {
  throw error;
};

it('shows the store a place of its log, and does what can be done about the doubt', async () => {
  const doubtful = new StoreUnavailable('in doubt', { doubt: DOUBT });
  const { witness, asked, faced } = made({}, fails(doubtful));
  await expect(witness.show({ generation: 2, sequence: 9 })).rejects.toBe(doubtful);
  expect(asked).toEqual(['life.2.9']);
  expect(faced).toHaveLength(1);
  const [doubt, known] = faced[0] ?? [];
  expect(doubt).toBe(DOUBT);
  expect(known).toMatchObject({ log: { incarnation: 'life', position: POSITION }, age: 42 });
  expect(known?.facts()).toEqual([logged()]);
});

it('has nothing to show of no log, and nothing to do about any other failure', async () => {
  const nothing = made({ follows: false }, () => ANSWER);
  await nothing.witness.show(POSITION);
  expect(nothing.asked).toEqual([]);
  const { witness, faced } = made({}, fails(new StoreUnavailable('gone')));
  await expect(witness.show(POSITION)).rejects.toThrow('gone');
  witness.face(new Error('broken'));
  expect(faced).toEqual([]);
});

it('refuses a log that was given up, and puts the store in doubt by a place that none reaches', async () => {
  const sent = mark(new TestClock());
  const whole = made({}, () => ANSWER);
  await whole.witness.check(ANSWER, sent);
  expect(whole.asked).toEqual([]);

  const outcomes: [(cursor?: string) => Changes, string, number][] = [
    [() => ANSWER, 'gone back', 0],
    [fails(new StoreUnavailable('unreachable')), 'unreachable', 0],
    [fails(new Error('broken')), 'broken', 0],
    [fails(new StoreUnavailable('in doubt', { doubt: DOUBT })), 'in doubt', 1],
  ];
  for (const [answers, why, times] of outcomes) {
    const { witness, asked, expected } = made({ back: true }, answers);
    await expect(witness.check(ANSWER, sent)).rejects.toThrow(why);
    expect(asked).toEqual(['life.999999999.0']);
    expect(expected()).toBe(times);
  }
});
