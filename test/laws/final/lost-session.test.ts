import { expect, it } from 'vitest';
import { memory } from '../../../src/stores/memory/index.ts';
import { codeOf, node, overriding } from '../../support/node.ts';

it('ends a session that the store has lost for every node that still knows it', async () => {
  const store = memory();
  const lost = new Set<string>();
  const forgetful = overriding(store, {
    session: async (sid) => (lost.has(sid) ? undefined : store.session(sid)),
  });
  await using first = await node({ store: forgetful });
  await using second = await node({ store: forgetful });
  const [alice, bob] = [await first.issue({ subject: 'alice' }), await first.issue({ subject: 'bob' })];
  for (const { session } of [alice, bob]) lost.add(session);
  expect((await first.verify(alice.accessToken)).subject).toBe('alice');

  const receipt = await second.logout(alice.accessToken);
  expect(receipt.revoked).toEqual([{ kind: 'session', id: alice.session }]);
  expect(await codeOf(first.verify(alice.accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect((await first.verify(bob.accessToken)).subject).toBe('bob');
});

it('records nothing for a token whose log is over, however often it is presented', async () => {
  const [old, now] = [memory(), memory()];
  await using before = await node({ store: old });
  await using after = await node({ store: now });
  const { accessToken } = await before.issue({ subject: 'alice' });
  await after.ready();
  await codeOf(after.verify(accessToken));
  expect((await after.logout(accessToken)).revoked).toEqual([]);
  expect(after.health().revocations).toBe(0);
});
