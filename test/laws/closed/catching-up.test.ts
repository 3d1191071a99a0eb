import { expect, it } from 'vitest';
import {
  StoreUnavailable,
  type Changes,
  type ChangesOptions,
  type Curfew,
  type Cursor,
  type LoggedRevocation,
  type Revocation,
  type Store,
} from '../../../src/index.ts';
import { memory } from '../../../src/stores/memory/index.ts';
import { codeOf, doubtOf, node, overriding, until } from '../../support/node.ts';

/** More than a store tells at once. */
const MANY = 5_000;

function logouts(count: number): Revocation[] {
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
async function everything(store: Store): Promise<{ cursor: Cursor; facts: LoggedRevocation[] }> {
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

async function joining(staleness = 1_000, change: Partial<Store> = {}): Promise<Joining> {
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

it.each([0, 1_000])(
  'asks the store until it has been told all there is (staleness %i)',
  async (staleness) => {
    await using world = await joining(staleness);
    const { first, second, goOn } = world;
    const alive = await first.issue({ subject: 'bob' });
    expect(await codeOf(second.verify(alive.accessToken))).toBe('fulfilled');
    expect((await second.introspect(alive.refreshToken))?.active).toBe(true);

    // By its session, by its subject, by a node that knows all and by the one that does not.
    const [one, other] = [await first.issue({ subject: 'alice' }), await first.issue({ subject: 'alice' })];
    await first.logout(one.accessToken);
    expect(await codeOf(second.verify(one.accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(second.refresh(one.refreshToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(second.verify(other.accessToken))).toBe('fulfilled');
    await first.revoke({ subject: 'alice' });
    expect(await codeOf(second.verify(other.accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect((await second.introspect(other.refreshToken))?.active).toBe(false);
    await second.logout(alive.accessToken);
    expect(await codeOf(first.verify(alive.accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(second.verify(alive.accessToken))).toBe('ERR_TOKEN_REVOKED');

    goOn();
    const again = await first.issue({ subject: 'bob' });
    await until(() => second.health().revocations >= MANY + 3);
    expect(await codeOf(second.verify(again.accessToken))).toBe('fulfilled');
    expect(await codeOf(second.verify(one.accessToken))).toBe('ERR_TOKEN_REVOKED');
  },
);

it('answers nothing while the store does not say who is out', async () => {
  const find = (): Promise<never> => Promise.reject(new StoreUnavailable('it is down'));
  await using world = await joining(1_000, { find });
  const { first, second } = world;
  const [alive, dead] = [await first.issue({ subject: 'bob' }), await first.issue({ subject: 'alice' })];
  await first.logout(dead.accessToken);
  expect(await codeOf(second.verify(alive.accessToken))).toBe('ERR_STORE_UNAVAILABLE');
  expect(await codeOf(second.verify(dead.accessToken))).not.toBe('fulfilled');
});

it('believes no answer that the store has not proved after it', async () => {
  await using world = await joining();
  const { first, second, store } = world;
  const changes = store.changes.bind(store);
  const { accessToken } = await first.issue({ subject: 'bob' });
  expect(await codeOf(second.verify(accessToken))).toBe('fulfilled');
  store.changes = (after, options = {}) =>
    options.signal === undefined
      ? Promise.reject(new StoreUnavailable('the heartbeat is on no replica'))
      : changes(after, options);
  expect(await codeOf(second.verify(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
  store.changes = changes;
  await until(async () => (await codeOf(second.verify(accessToken))) === 'fulfilled');
});

it('believes no answer of a server whose place another has taken before the proof', async () => {
  let isOld = false;
  const find: Store['find'] = async (bearer) => {
    if (!isOld) return world.store.find(bearer);
    // The server that was left behind knows of no logout; before the proof, another one goes on with the log.
    const { cursor, facts } = await everything(world.store);
    await world.store.vouch((await doubtOf(world.store)).id, cursor, facts);
    return undefined;
  };
  const world = await joining(1_000, { find });
  await using _ = world;
  const { first, second } = world;
  const { accessToken } = await first.issue({ subject: 'bob' });
  expect(await codeOf(second.verify(accessToken))).toBe('fulfilled');
  await world.store.append(logouts(1).map((fact) => ({ ...fact, kind: 'subject', id: 'bob' })));
  isOld = true;
  expect(await codeOf(second.verify(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
});

it('holds no lease meanwhile, so that no logout waits for it', async () => {
  await using world = await joining(60_000);
  const { first, second } = world;
  const { accessToken } = await first.issue({ subject: 'bob' });
  expect(await codeOf(second.verify(accessToken))).toBe('fulfilled');
  await first.logout(accessToken);
  expect(await codeOf(second.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
});

it('asks nobody any more once it has been told all', async () => {
  let asked = 0;
  const find: Store['find'] = (bearer) => {
    asked += 1;
    return world.store.find(bearer);
  };
  const world = await joining(60_000, { find });
  await using _ = world;
  const { first, second, goOn } = world;
  const { accessToken } = await first.issue({ subject: 'bob' });
  await second.verify(accessToken);
  await second.verify(accessToken);
  expect(asked).toBe(2);
  goOn();
  await until(() => second.health().staleness.now < 60_000);
  asked = 0;
  await second.verify(accessToken);
  expect(asked).toBe(0);
});
