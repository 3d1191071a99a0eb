import { describe, expect, it } from 'vitest';
import { logged } from '../../test/support/logged.ts';
import { newSession } from '../../test/support/stores.ts';
import { timersByHand } from '../../test/support/timers.ts';
import { bounded } from './bounded-store.ts';
import { ConfigError } from './errors.ts';
import type { Store } from './store.ts';

const FACTS = Array.from({ length: 50 }, () => logged());
const SESSION = newSession();
const BEARER = { issuer: 'i', token: 't', session: 's', subject: 'u', began: { generation: 0, sequence: 0 } };
const MEMORY = { revocations: [], sessions: [] };
const { signal } = new AbortController();

/** Each call of a store, and how long it may take, ms. */
const CALLS: [keyof Store, unknown[], number][] = [
  ['attach', [1_000], 4_000],
  ['append', [FACTS, 'seen'], 4_000],
  ['find', [BEARER], 4_000],
  ['changes', ['after', { wait: 250 }], 4_250],
  ['changes', ['after', undefined], 4_000],
  ['open', [SESSION, { max: 1, then: 'refuse' }, 'seen'], 4_000],
  ['touch', ['sid', 7], 4_000],
  ['session', ['sid'], 4_000],
  ['sessions', ['subject'], 4_000],
  ['rotate', ['sid', 1, 2, 3, 'seen'], 4_000],
  ['vouch', ['doubt', 'cursor', FACTS], 4_005],
  ['remind', [MEMORY], 4_000],
  ['renew', ['doubt'], 4_000],
  ['leave', ['replica'], 4_000],
];

function made(answer: () => unknown) {
  const calls: unknown[][] = [];
  const beneath = new Proxy({} as Store, {
    get: (_target, name) =>
      name === 'name'
        ? 'beneath'
        : (...values: unknown[]) => {
            calls.push([name, ...values]);
            return answer();
          },
  });
  const { timers, set } = timersByHand();
  const store = bounded(beneath, timers);
  const call = (method: keyof Store, values: unknown[]): Promise<unknown> =>
    Reflect.apply(Reflect.get(store, method) as () => Promise<unknown>, store, values);
  return { store, call, calls, set };
}

describe.each(CALLS)('%s', (method, values, limit) => {
  it('is passed on as it is, and fails in bounded time', async () => {
    const answered = made(async () => 'answer');
    expect(await answered.call(method, values)).toBe('answer');
    expect(answered.calls).toEqual([[method, ...values]]);
    expect(answered.set).toEqual([]);

    const hanging = made(() => new Promise(() => undefined));
    const late = hanging.call(method, values);
    expect(hanging.set).toMatchObject([{ delay: limit, background: true }]);
    hanging.set[0]?.run();
    await expect(late).rejects.toMatchObject({ code: 'ERR_STORE_UNAVAILABLE', message: /in time/ });
  });
});

it('says of what failed only which kind of error it was, for its text may hold a secret', async () => {
  const failing = (error: unknown) => made(() => Promise.reject(error)).store.session('sid');
  const message = (kind: string): object => ({
    code: 'ERR_STORE_UNAVAILABLE',
    message: `the store failed: ${kind}`,
  });
  await expect(failing(new RangeError('a secret'))).rejects.toMatchObject(message('RangeError'));
  await expect(failing('a secret')).rejects.toMatchObject(message('string'));
  const ours = new ConfigError('what to do');
  await expect(failing(ours)).rejects.toBe(ours);
});

it('leaves to its signal how long it waits for others, and to the store how it closes', async () => {
  const { store, calls, set } = made(async () => 'answer');
  expect(store.name).toBe('beneath');
  await store.settled('cursor', signal);
  await store.close();
  expect(calls).toEqual([['settled', 'cursor', signal], ['close']]);
  expect(set).toEqual([]);
});
