import { expect, it } from 'vitest';
import { StoreUnavailable, type Store } from '../../../src/index.ts';
import { memory } from '../../../src/stores/memory/index.ts';
import { codeOf, node, overriding } from '../../support/node.ts';

/** A primary that a fail-over has left behind: it can be read, knows nobody who came later, and nothing confirms it. */
function leftBehind(store: Store): { store: Store; cut(): void } {
  let isCut = false;
  const cut = overriding(store, {
    session: async (sid) => (isCut ? undefined : store.session(sid)),
    changes: (after, options) =>
      isCut ? Promise.reject(new StoreUnavailable('not confirmed')) : store.changes(after, options),
  });
  return { store: cut, cut: () => (isCut = true) };
}

it('says of nobody that they are out because a server that was left behind does not know them', async () => {
  const store = memory();
  const behind = leftBehind(store);
  await using first = await node({ store });
  await using second = await node({ store: behind.store });
  const { accessToken, refreshToken } = await first.issue({ subject: 'alice' });
  await second.ready();
  await second.verify((await second.issue({ subject: 'bob' })).accessToken);
  behind.cut();
  // It answers from memory still, and has not met this session.
  expect(await codeOf(second.verify(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
  expect(await codeOf(second.refresh(refreshToken))).toBe('ERR_STORE_UNAVAILABLE');
  expect((await first.verify(accessToken)).subject).toBe('alice');
});
