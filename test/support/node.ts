import {
  createCurfew,
  generateKey,
  StoreUnavailable,
  type Curfew,
  type CurfewOptions,
  type Doubt,
  type SigningKey,
  type Store,
  type Tokens,
} from '../../src/index.ts';
import { formatCursor, parseCursor } from '../../src/core/position.ts';
import { memory } from '../../src/stores/memory/index.ts';

import { until } from './until.ts';

export { until };

let key: Promise<SigningKey> | undefined;

/** A Curfew in this process, with the key that all of the file's nodes share. */
export async function node(options: Partial<CurfewOptions> = {}): Promise<Curfew> {
  key ??= generateKey();
  return createCurfew({
    store: memory(),
    issuer: { name: 'https://api.test', audience: 'api', keys: [await key] },
    ...options,
  });
}

/** What `work` rejects with: its code, or `fulfilled`. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'fulfilled';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

/** Asks for the tokens of somebody who is out until `one` lets others in again: all that it answered meanwhile, and then. */
export async function statesUntilWell(
  one: Curfew,
  out: Pick<Tokens, 'accessToken' | 'refreshToken'>,
): Promise<ReadonlySet<string>> {
  const states = new Set<string>();
  const ask = async (): Promise<void> => {
    states.add(await codeOf(one.verify(out.accessToken)));
    states.add(await codeOf(one.refresh(out.refreshToken)));
  };
  await until(async () => {
    await ask();
    return (await codeOf(one.issue({ subject: 'bob' }))) === 'fulfilled';
  });
  await ask();
  return states;
}

/** `store` with some of its methods done in another way. */
export function overriding(store: Store, methods: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, name: keyof Store): unknown {
      const value: unknown = methods[name] ?? Reflect.get(target, name);
      return typeof value === 'function' && !(name in methods) ? value.bind(target) : value;
    },
  });
}

/** Makes a store doubt itself, as if it had been further than it is; answers the doubt. */
export async function doubtOf(store: Store): Promise<Doubt> {
  const { cursor } = await store.changes();
  const place = parseCursor(cursor);
  if (!place) throw new Error(`no cursor: ${cursor}`);
  const { generation, sequence } = place.position;
  const further = formatCursor(place.incarnation, { generation, sequence: sequence + 1 });
  const error = await store.changes(further).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StoreUnavailable) || !error.doubt) throw new Error('the store has no doubt');
  return error.doubt;
}

/** Begins a new incarnation, as after a loss that nobody can make good. */
export async function loseAll(store: Store): Promise<void> {
  await store.renew((await doubtOf(store)).id);
}

/** A store whose calls are counted, and can be made to fail or to hang. */
export function watched(store: Store): {
  store: Store;
  calls: Record<string, number>;
  /** Makes every call of `methods` do that instead, until it is called with none. */
  disturb(how: 'fail' | 'hang' | 'none', methods?: readonly (keyof Store)[]): void;
} {
  const calls: Record<string, number> = {};
  let mode: 'fail' | 'hang' | 'none' = 'none';
  let hit: readonly (keyof Store)[] | undefined;
  const proxy = new Proxy(store, {
    get(target, name: keyof Store) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...values: unknown[]): unknown => {
        calls[name] = (calls[name] ?? 0) + 1;
        if (mode !== 'none' && (hit?.includes(name) ?? name !== 'close')) {
          return mode === 'fail'
            ? Promise.reject(new Error('the store broke'))
            : new Promise(() => undefined);
        }
        return Reflect.apply(value, target, values);
      };
    },
  });
  return { store: proxy, calls, disturb: (how, methods) => ([mode, hit] = [how, methods]) };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
