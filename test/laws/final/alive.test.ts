import { memory } from 'curfew/stores/memory';
import { expect, it, vi } from 'vitest';
import { TestClock } from '../../support/clock.ts';
import { codeOf, node, overriding } from '../../support/node.ts';
import { StoreUnavailable } from '../../../src/index.ts';

it('refuses a session without tokens after its end, on every node', async () => {
  const store = memory();
  await using here = await node({ store });
  await using there = await node({ store });
  const { id } = await here.open({ subject: 'alice', claims: { role: 'admin' } });
  for (const one of [here, there]) {
    expect(await one.alive(id)).toMatchObject({ subject: 'alice', session: id, claims: { role: 'admin' } });
  }
  const { signal } = await there.alive(id);
  const receipt = await here.revoke({ session: id });
  expect([receipt.revoked, receipt.everywhere]).toEqual([[{ kind: 'session', id }], true]);
  for (const one of [here, there]) expect(await codeOf(one.alive(id))).toBe('ERR_TOKEN_REVOKED');
  expect(signal.aborted).toBe(true);
});

it('opens no session twice, and none again that has ended', async () => {
  await using curfew = await node();
  await curfew.open({ subject: 'alice' }, 'mine');
  expect(await codeOf(curfew.open({ subject: 'bob' }, 'mine'))).toBe('ERR_STORE_UNAVAILABLE');
  expect((await curfew.alive('mine')).subject).toBe('alice');
  await curfew.revoke({ subject: 'alice' });
  expect(await codeOf(curfew.open({ subject: 'alice' }, 'mine'))).toBe('ERR_STORE_UNAVAILABLE');
  expect(await codeOf(curfew.alive('mine'))).toBe('ERR_TOKEN_REVOKED');
});

it('takes no session id for a token, whatever was asked before', async () => {
  await using curfew = await node();
  const { id } = await curfew.open({ subject: 'alice' });
  await curfew.alive(id);
  expect(await codeOf(curfew.verify(id))).toBe('ERR_TOKEN_INVALID');
  expect(await codeOf(curfew.refresh(id))).toBe('ERR_TOKEN_INVALID');
  const { accessToken, session } = await curfew.issue({ subject: 'alice' });
  expect(await codeOf(curfew.alive(accessToken))).toBe('ERR_TOKEN_INVALID');
  expect((await curfew.alive(session)).session).toBe(session);
});

it('knows no session that nobody opened, and none of another issuer', async () => {
  const store = memory();
  await using curfew = await node({ store });
  for (const id of ['nobody', '', 'a\0b', 'x'.repeat(300)]) {
    expect(await codeOf(curfew.alive(id))).toBe('ERR_TOKEN_INVALID');
  }
  expect(await codeOf(curfew.alive(undefined as unknown as string))).toBe('ERR_TOKEN_INVALID');
  expect(await codeOf(curfew.open({ subject: 'alice' }, ''))).toMatch(/TypeError/);
});

it('keeps the time limits of the session', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock, sessions: { idle: 10_000, absolute: 60_000 } });
  const [used, idle] = [await curfew.open({ subject: 'alice' }), await curfew.open({ subject: 'bob' })];
  for (let turn = 0; turn < 11; turn += 1) {
    clock.advance(5_000);
    expect(await codeOf(curfew.alive(used.id))).toBe('fulfilled');
  }
  expect(await codeOf(curfew.alive(idle.id))).toBe('ERR_TOKEN_EXPIRED');
  clock.advance(5_000);
  expect(await codeOf(curfew.alive(used.id))).toBe('ERR_TOKEN_EXPIRED');
});

it('answers 503 when it cannot tell, and asks nothing when it can', async () => {
  const store = memory();
  const session = vi.fn<typeof store.session>((sid) => store.session(sid));
  let isDown = false;
  const changes: typeof store.changes = (...values) =>
    isDown ? Promise.reject(new StoreUnavailable('down')) : store.changes(...values);
  await using curfew = await node({ store: overriding(store, { session, changes }), staleness: 50 });
  const { id } = await curfew.open({ subject: 'alice' });
  for (let turn = 0; turn < 100; turn += 1) await curfew.alive(id);
  expect(session).toHaveBeenCalledTimes(1);
  isDown = true;
  await expect.poll(() => codeOf(curfew.alive(id))).toBe('ERR_STORE_UNAVAILABLE');
});
