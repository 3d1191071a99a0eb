import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { logged } from '../../test/support/logged.ts';
import { mark } from './clock.ts';
import { FollowedLog, type LogListener } from './followed-log.ts';
import { newIncarnation } from './incarnation.ts';
import type { Recovery } from './recovery.ts';
import type { Reminder } from './reminder.ts';
import type { LoggedRevocation } from './revocation.ts';
import type { Changes } from './store.ts';

const clock = new TestClock();
const EXPIRES = clock.now() + 3_600_000;
const [OLDER, LIFE, YOUNGER] = [-2_000, -1_000, 0].map((ago) => newIncarnation(clock.now() + ago));

interface Made {
  log: FollowedLog;
  told: unknown[][];
  answer: (cursor: string, revocations?: LoggedRevocation[], more?: boolean) => Changes;
}

/** A log as a node meets it that has joined generation 1 of LIFE, which was 50 ms old. */
function made(reason?: string): Made {
  const told: unknown[][] = [];
  const tell =
    (name: string) =>
    (...values: unknown[]): void =>
      void told.push([name, ...values]);
  const listener: LogListener = {
    learned: ({ id }) => tell('learned')(id),
    changedLog: tell('changedLog'),
    amnesia: tell('amnesia'),
    restored: tell('restored'),
    giveUp: () => [],
  };
  const recovery = { takeReason: () => reason } as unknown as Recovery;
  const owe = (facts: readonly LoggedRevocation[]): void => tell('owe')(facts.map(({ id }) => id));
  const reminder = { owe, forget: tell('forget') } as unknown as Reminder;
  const attached = { incarnation: LIFE ?? '', generation: 1, age: 50, staleness: 1_000 };
  return {
    log: new FollowedLog({ attached, clock, listener, recovery, reminder }),
    told,
    answer: (cursor, revocations = [], more = false) => ({ cursor, revocations, more, reset: false }),
  };
}

const fact = (id: string, more: Partial<LoggedRevocation> = {}): LoggedRevocation =>
  logged({ id, expiresAt: EXPIRES, ...more });
const sentNow = (): ReturnType<typeof mark> => (clock.advance(1), mark(clock));

it('follows the log that it joined, and says of each fact once that it is news', () => {
  const { log, told, answer } = made();
  expect([log.reached, log.cursor]).toEqual([undefined, undefined]);
  expect(log.apply(answer(`${LIFE}.1.3`, [fact('a')], true), sentNow())).toBe(false);
  expect(told).toEqual([['forget'], ['learned', 'a']]);
  expect(log.apply(answer(`${LIFE}.1.5`, [fact('a'), fact('b')]), sentNow())).toBe(true);
  expect(told.slice(2)).toEqual([['learned', 'b']]);
  expect(log.cursor).toBe(`${LIFE}.1.5`);
  expect(log.reached).toEqual({ incarnation: LIFE, position: { generation: 1, sequence: 5 } });
  // An answer to an earlier question takes nothing back.
  expect(log.apply(answer(`${LIFE}.1.4`), sentNow())).toBe(true);
  expect(log.cursor).toBe(`${LIFE}.1.5`);
});

it('tells of a log that is not the one it joined', () => {
  const one = made();
  one.log.apply(one.answer(`${LIFE}.2.0`), sentNow());
  expect(one.told).toEqual([['forget'], ['changedLog', LIFE]]);
  const other = made();
  other.log.apply(other.answer(`${YOUNGER}.1.0`), sentNow());
  expect(other.told).toEqual([['forget'], ['changedLog', YOUNGER]]);
});

it.each([undefined, 'a restored backup'])(
  'lets nothing of a log live on that is over, but the ends of tokens and sessions (%s)',
  (reason) => {
    const { log, told, answer } = made(reason);
    log.apply(answer(`${LIFE}.1.1`, [fact('a'), fact('u', { kind: 'subject' })]), sentNow());
    told.length = 0;
    const late = sentNow();
    expect(log.apply(answer(`${YOUNGER}.1.0`, [fact('b')], true), sentNow())).toBe(false);
    expect(told).toEqual([
      ['forget'],
      ['amnesia', YOUNGER, reason ?? 'the store begins another life'],
      ['changedLog', YOUNGER],
      ['learned', 'b'],
    ]);
    expect([...log.denylist.all()].map(({ id }) => id).toSorted()).toEqual(['a', 'b']);
    // What was asked before is of no meaning now.
    expect(log.apply(answer(`${LIFE}.1.9`, [fact('c')]), late)).toBe(false);
    expect(log.cursor).toBe(`${YOUNGER}.1.0`);
  },
);

it.each([undefined, 'a restored backup'])(
  'brings back what a later generation lacks, once that has told all (%s)',
  (reason) => {
    const { log, told, answer } = made(reason);
    log.apply(answer(`${LIFE}.1.9`, [fact('a'), fact('b'), fact('c')]), sentNow());
    told.length = 0;
    expect(log.apply(answer(`${LIFE}.3.1`, [fact('a')], true), sentNow())).toBe(false);
    expect(told.splice(0)).toEqual([
      ['owe', []],
      ['restored', LIFE, reason ?? 'another node put it back'],
    ]);
    expect(log.cursor).toBe(`${LIFE}.3.1`);
    expect(log.apply(answer(`${LIFE}.3.2`, [fact('c'), fact('d')]), sentNow())).toBe(true);
    expect(told.splice(0)).toEqual([
      ['learned', 'd'],
      ['owe', ['b']],
    ]);
    log.apply(answer(`${LIFE}.3.3`), sentNow());
    expect(told).toEqual([]);
  },
);

it('takes no answer that cannot be read, or is from an earlier generation', () => {
  const { log, answer } = made();
  expect(() => log.apply(answer('rubbish'), sentNow())).toThrow('no readable cursor');
  log.apply(answer(`${LIFE}.2.1`), sentNow());
  expect(() => log.apply(answer(`${LIFE}.1.9`), sentNow())).toThrow('earlier generation');
});

it('knows a log that it has left, and one that began before its own', () => {
  const { log, answer } = made();
  const back = (incarnation = ''): boolean => log.hasGoneBack(answer(`${incarnation}.1.0`), sentNow());
  expect(back(OLDER), 'before it follows any').toBe(false);
  log.apply(answer(`${LIFE}.1.0`), sentNow());
  expect([OLDER, LIFE, YOUNGER, 'no date'].map(back)).toEqual([true, false, false, false]);
  expect(log.hasGoneBack(answer('rubbish'), sentNow())).toBe(false);
  log.expectAnother();
  expect(back(OLDER), 'what the store goes on with, once it was told').toBe(false);
  const late = mark(clock);
  log.apply(answer(`${OLDER}.1.0`), sentNow());
  expect([LIFE, YOUNGER].map(back), 'the one that was left').toEqual([true, false]);
  expect(log.hasGoneBack(answer(`${LIFE}.1.0`), late), 'asked before').toBe(false);
  log.apply(answer(`${YOUNGER}.1.0`), sentNow());
  expect(back(newIncarnation(clock.now() - 3_000)), 'another log is followed').toBe(true);
});

it('knows how old its generation is, and of any other that it may be new', () => {
  const { log, answer } = made();
  clock.advance(7);
  expect(log.ageOf(`${LIFE}.1.5`)).toBe(57);
  for (const other of [`${LIFE}.2.5`, `${YOUNGER}.1.5`, 'rubbish']) expect(log.ageOf(other)).toBe(0);
  log.apply(answer(`${LIFE}.1.5`), sentNow());
  expect(log.ageOf(`${LIFE}.1.5`)).toBe(58);
  log.apply(answer(`${LIFE}.2.5`), sentNow());
  clock.advance(9);
  expect(log.ageOf(`${LIFE}.2.5`)).toBe(9);
  expect(log.ageOf(`${LIFE}.1.5`)).toBe(0);
  log.apply(answer(`${YOUNGER}.1.5`), sentNow());
  clock.advance(9);
  expect(log.ageOf(`${YOUNGER}.1.5`)).toBe(9);
});
