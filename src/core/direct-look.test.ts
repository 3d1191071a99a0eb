import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { bearer, logged } from '../../test/support/logged.ts';
import { overriding } from '../../test/support/node.ts';
import { timersByHand } from '../../test/support/timers.ts';
import { memory } from '../stores/memory/index.ts';
import { DirectLook } from './direct-look.ts';
import { StoreUnavailable } from './errors.ts';
import type { Bearer } from './revocation.ts';
import type { Store } from './store.ts';

const END = { revocations: [], cursor: 'life.1.9', more: false, reset: false };
const reached = { incarnation: 'life', position: { generation: 1, sequence: 2 } };

function made(methods: Partial<Store> = {}, justFailed?: StoreUnavailable) {
  const { timers, set } = timersByHand();
  const calls: unknown[][] = [];
  const faced: unknown[] = [];
  const store = overriding(memory(), {
    append: async (...given) => (calls.push(['append', ...given]), 'life.1.8'),
    changes: async (...given) => (calls.push(['changes', ...given]), END),
    find: async (who) => void calls.push(['find', who]),
    ...methods,
  });
  const witness = { check: async () => undefined, face: (error: unknown) => void faced.push(error) };
  const log = { reached, cursor: 'life.1.2' };
  const direct = new DirectLook({
    store,
    log,
    witness,
    timers,
    clock: new TestClock(),
    freshness: { justFailed },
  });
  return { direct, set, calls, faced };
}

it('asks who is out, and then where the log ends, which only the right server can say', async () => {
  const { direct, calls, set } = made();
  expect(await direct.ask(bearer)).toEqual({
    fact: undefined,
    log: { incarnation: 'life', position: { generation: 1, sequence: 9 } },
  });
  expect(calls).toEqual([
    ['find', bearer],
    ['append', [], 'life.1.2'],
    ['changes', 'life.1.8'],
  ]);
  calls.length = 0;
  await direct.ask(bearer);
  expect(calls, 'the end is known by now').toEqual([
    ['find', bearer],
    ['changes', 'life.1.9'],
  ]);
  expect(set, 'nothing is waited for').toEqual([]);
});

it('looks for the end again when more has come than is told at once', async () => {
  const { direct, calls } = made({ changes: async () => ({ ...END, more: true }) });
  await direct.confirm();
  await direct.confirm();
  expect(calls.map(([name]) => name)).toEqual(['append', 'append']);
});

it('shares one look among all who ask while another is under way, and none of an earlier one', async () => {
  const answers: (() => void)[] = [];
  const { direct } = made({ changes: () => new Promise((done) => answers.push(() => done(END))) });
  const [one, two, three] = [direct.confirm(), direct.confirm(), direct.confirm()];
  await turn();
  const four = direct.confirm();
  expect(answers).toHaveLength(1);
  answers[0]?.();
  await Promise.all([one, two, three]);
  await turn();
  expect(answers).toHaveLength(2);
  answers[1]?.();
  expect((await four).position.sequence).toBe(9);
});

it('answers nothing when the log is another one, goes on elsewhere, or has failed a moment ago', async () => {
  const other = made({ changes: async () => ({ ...END, cursor: 'death.1.9' }) });
  await expect(other.direct.ask(bearer)).rejects.toThrow('another life');
  const later = made({ changes: async () => ({ ...END, cursor: 'life.1000.9' }) });
  await expect(later.direct.ask(bearer)).rejects.toThrow('elsewhere');
  const odd = made({ changes: async () => ({ ...END, cursor: 'rubbish' }) });
  await expect(odd.direct.ask(bearer)).rejects.toThrow('no readable cursor');
  const failed = made({}, new StoreUnavailable('it failed a moment ago'));
  await expect(failed.direct.confirm()).rejects.toThrow('a moment ago');
  expect(failed.calls).toEqual([]);
});

it('faces a doubt that it is answered with', async () => {
  const doubt = new StoreUnavailable('it is in doubt');
  const { direct, faced } = made({ find: () => Promise.reject(doubt) });
  await expect(direct.ask(bearer)).rejects.toThrow('in doubt');
  expect(faced).toEqual([doubt]);
});

it('waits for 500 ms at most', async () => {
  const { direct, set } = made({ find: () => new Promise(() => undefined) });
  const asked = direct.ask(bearer);
  expect(set).toMatchObject([{ delay: 500 }]);
  set[0]?.run();
  await expect(asked).rejects.toThrow('in time');
});

it("finds the cut-offs that another issuer's session must be compared with by time", async () => {
  const asked: Bearer[] = [];
  const cutOff = logged({ kind: 'subject', id: 'u', at: 5_000, position: { generation: 1, sequence: 3 } });
  const find: Store['find'] = async (who) => (asked.push(who), cutOff);
  // It was met after the cut-off, and says when its user signed in.
  const before = { ...bearer, authenticatedAt: 4_000 };
  expect(await made({ find }).direct.ask(before)).toMatchObject({ fact: cutOff });
  expect(asked[0]?.began).toEqual({ generation: 0, sequence: 0 });
  // Behind one that does not end it there may be another that does.
  const after = { ...bearer, authenticatedAt: 6_000 };
  await expect(made({ find }).direct.ask(after)).rejects.toThrow('not been told all');
});

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
