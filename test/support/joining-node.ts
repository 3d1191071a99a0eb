import type {
  Changes,
  ChangesOptions,
  Curfew,
  Cursor,
  LoggedRevocation,
  Revocation,
  Store,
} from '../../src/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { codeOf, node, overriding, until } from './node.ts';

/** More than a store tells at once. */
export const MANY = 5_000;

/** Sessions that have been ended, for longer than a test takes. */
export function logouts(count: number): Revocation[] {
  const at = Date.now();
  return Array.from({ length: count }, (_, index) => ({
    kind: 'session',
    id: `session-${index}`,
    issuer: 'https://api.test',
    at,
    expiresAt: at + 600_000,
  }));
}

/** All that a store tells, portion by portion. */
export async function everything(store: Store): Promise<{ cursor: Cursor; facts: LoggedRevocation[] }> {
  const facts: LoggedRevocation[] = [];
  for (let after: Cursor | undefined; ;) {
    const { cursor, more, revocations } = await store.changes(after);
    facts.push(...revocations);
    if (!more) return { cursor, facts };
    after = cursor;
  }
}

interface Joining {
  readonly store: Store;
  /** A node that knows everything. */
  readonly first: Curfew;
  /** A node that has been told a part, and is not told the rest until `goOn`. */
  readonly second: Curfew;
  readonly goOn: () => void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A store with much in it, a node that knows it all and one that has been told a part. */
export async function joining(staleness = 1_000, change: Partial<Store> = {}): Promise<Joining> {
  const store = memory();
  const first = await node({ store, staleness });
  await first.issue({ subject: 'zoe' });
  await store.append(logouts(MANY));
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  let told = 0;
  const changes = async (after?: Cursor, options: ChangesOptions = {}): Promise<Changes> => {
    const answer = await store.changes(after, options);
    // Who follows the log can be told to stop; who looks once cannot.
    if (options.signal === undefined) return answer;
    if (answer.more) told += answer.revocations.length;
    else await held;
    return answer;
  };
  const second = await node({ store: overriding(store, { changes, ...change }), staleness });
  await second.ready();
  await codeOf(second.verify('x'));
  await until(() => told === MANY - 1_000);
  return {
    store,
    first,
    second,
    goOn,
    async [Symbol.asyncDispose]() {
      goOn();
      await Promise.all([first.close(), second.close()]);
    },
  };
}
