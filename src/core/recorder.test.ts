import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { overriding } from '../../test/support/node.ts';
import { fact } from '../../test/support/stores.ts';
import { timersByHand } from '../../test/support/timers.ts';
import { memory } from '../stores/memory/index.ts';
import { Recorder } from './recorder.ts';
import type { Replica } from './replica.ts';
import type { LoggedRevocation } from './revocation.ts';
import type { Store } from './store.ts';

const NOWHERE = { revocations: [], cursor: 'life.1.5', more: false, reset: false };

function made(methods: Partial<Store> = {}, age = Infinity) {
  const clock = new TestClock();
  const { timers, set } = timersByHand();
  const calls: unknown[][] = [];
  const learned: LoggedRevocation[] = [];
  const store = overriding(memory(), {
    append: async (...given) => (calls.push(['append', ...given]), 'life.1.5'),
    changes: async (...given) => (calls.push(['changes', ...given]), NOWHERE),
    settled: async (cursor) => void calls.push(['settled', cursor]),
    find: async (bearer) => ({ ...fact(bearer.session), position: { generation: 1, sequence: 5 } }),
    ...methods,
  });
  const replica = {
    cursor: 'life.1.2',
    log: { learn: (facts: LoggedRevocation[]) => void learned.push(...facts), ageOf: () => age },
    sync: async () => void calls.push(['sync']),
  } as unknown as Replica;
  return { recorder: new Recorder(store, replica, 1_000, clock, timers), clock, set, calls, learned };
}

it('records, applies here, waits for all others, and looks once more', async () => {
  const { recorder, clock, set, calls, learned } = made();
  const facts = [fact('a'), fact('b')];
  const at = clock.now();
  expect(await recorder.record(facts)).toEqual({
    revoked: [
      { kind: 'session', id: 'a' },
      { kind: 'session', id: 'b' },
    ],
    at,
    cursor: 'life.1.5',
    everywhere: true,
    took: 0,
  });
  expect(calls).toEqual([
    ['append', facts, 'life.1.2'],
    ['settled', 'life.1.5'],
    ['changes', 'life.1.5'],
  ]);
  const position = { generation: 1, sequence: 5 };
  expect(learned).toEqual(facts.map((one) => ({ ...one, position })));
  expect(set).toEqual([]);
});

it('says how long it took, in whole microseconds', async () => {
  const moving = made({ settled: async () => clock.advance(1.234_56) });
  const { clock } = moving;
  expect((await moving.recorder.record([fact('a')])).took).toBeCloseTo(1.235, 10);
});

it('waits for the facts of others where it has none of its own', async () => {
  const { recorder, calls } = made();
  expect(await recorder.record([])).toMatchObject({ revoked: [], cursor: 'life.1.5' });
  expect(calls).toEqual([
    ['changes', 'life.1.2'],
    ['settled', 'life.1.5'],
    ['changes', 'life.1.5'],
  ]);
});

it('waits for all of them on a node that does not see the end of the log from where it is', async () => {
  const { recorder, calls } = made({ changes: async () => ({ ...NOWHERE, cursor: 'life.1.3', more: true }) });
  expect(await recorder.record([])).toMatchObject({ cursor: 'life.1.5' });
  expect(calls).toEqual([
    ['append', [], 'life.1.3'],
    ['settled', 'life.1.5'],
  ]);
});

it('records again what another generation of the log may have missed, and confirms nothing that is not there', async () => {
  let looks = 0;
  const once = made({ find: async () => ((looks += 1), looks === 1 ? undefined : logged('a')) });
  await once.recorder.record([fact('a')]);
  expect(once.calls.map(([name]) => name)).toEqual(
    'append settled changes sync append settled changes'.split(' '),
  );
  const lost = made({ changes: async () => ({ ...NOWHERE, reset: true }) });
  await expect(lost.recorder.record([fact('a')])).rejects.toThrow('lost what it had acknowledged');
  expect(lost.calls.filter(([name]) => name === 'append')).toHaveLength(2);
  const one = made({ find: async ({ session }) => (session === 'b' ? undefined : logged('a')) });
  await expect(one.recorder.record([fact('a'), fact('b')])).rejects.toThrow('nothing is confirmed');
  const odd = made({ append: async () => 'rubbish' });
  await expect(odd.recorder.record([fact('a')])).rejects.toThrow('no readable cursor');
});

it('waits for a silent node until it answers nothing from memory any more, also when nobody can tell', async () => {
  for (const settled of [
    () => new Promise<void>(() => undefined),
    () => Promise.reject(new Error('cannot tell')),
  ]) {
    const { recorder, set } = made({ settled });
    let done = false;
    const waiting = recorder.everywhere('life.1.5').then(() => (done = true));
    await new Promise((resolve) => setTimeout(resolve));
    expect(done).toBe(false);
    expect(set).toMatchObject([{ delay: 1_080, background: false }]);
    set[0]?.run();
    await waiting;
    expect(set).toEqual([]);
  }
});

it.each([
  ['a log that was put back a moment ago', 'life.2.5', false, 1_080, true],
  ['one that was put back before', 'life.2.5', false, 1_081, false],
  ['one that was never put back', 'life.1.5', false, 0, false],
  ['what this log knows nothing of', 'life.1.5', true, 1_080, true],
  ['that, in a log of long ago', 'life.1.5', true, 1_081, false],
])('takes no word for it that all hold a lease: %s', async (_what, cursor, strangers, age, waits) => {
  const { recorder, set, calls } = made({}, age);
  let done = false;
  const waiting = recorder.everywhere(cursor, strangers).then(() => (done = true));
  await new Promise((resolve) => setTimeout(resolve));
  expect(done).toBe(!waits);
  expect(calls).toEqual(waits ? [] : [['settled', cursor]]);
  set[0]?.run();
  await waiting;
});

function logged(id: string): LoggedRevocation {
  return { ...fact(id), position: { generation: 1, sequence: 5 } };
}
