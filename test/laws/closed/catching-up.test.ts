import { expect, it } from 'vitest';
import { StoreUnavailable, type Store } from '../../../src/index.ts';
import { everything, joining, logouts, MANY } from '../../support/joining-node.ts';
import { codeOf, doubtOf, until } from '../../support/node.ts';

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

it('asks about a session that it has met in one question, and one look at the end of the log', async () => {
  const asked: string[] = [];
  const find: Store['find'] = (bearer) => (asked.push('find'), world.store.find(bearer));
  const append: Store['append'] = (facts, after) => (asked.push('append'), world.store.append(facts, after));
  const world = await joining(1_000, { find, append });
  await using _ = world;
  const { first, second, store } = world;
  const { accessToken } = await first.issue({ subject: 'bob' });
  expect(await codeOf(second.verify(accessToken))).toBe('fulfilled');
  const changes = store.changes.bind(store);
  store.changes = (after, options = {}) => {
    if (options.signal === undefined) asked.push('changes');
    return changes(after, options);
  };
  asked.length = 0;
  expect(await codeOf(second.verify(accessToken))).toBe('fulfilled');
  expect(asked).toEqual(['find', 'changes']);
});

it('gives up after a second in all, however many questions the store answers late', async () => {
  let pause = 0;
  const slowly = async <T>(answer: () => Promise<T>): Promise<T> => {
    await new Promise((resolve) => setTimeout(resolve, pause));
    return answer();
  };
  const find: Store['find'] = (bearer) => slowly(() => world.store.find(bearer));
  const session: Store['session'] = (sid) => slowly(() => world.store.session(sid));
  const append: Store['append'] = (facts, after) => slowly(() => world.store.append(facts, after));
  const world = await joining(1_000, { find, session, append });
  await using _ = world;
  const { first, second } = world;
  const { accessToken } = await first.issue({ subject: 'bob' });
  pause = 400;
  expect(await codeOf(second.verify(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
  pause = 0;
  expect(await codeOf(second.verify(accessToken))).toBe('fulfilled');
});

it('is closed when it is closed', async () => {
  await using world = await joining();
  const { first, second } = world;
  const { accessToken } = await first.issue({ subject: 'bob' });
  expect(await codeOf(second.verify(accessToken))).toBe('fulfilled');
  await second.close();
  await expect(second.verify(accessToken)).rejects.toThrow('this Curfew was closed');
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
