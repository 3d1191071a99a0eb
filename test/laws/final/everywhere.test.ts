import { expect, it } from 'vitest';
import { memory } from '../../../src/stores/memory/index.ts';
import { TestClock } from '../../support/clock.ts';
import { codeOf, node } from '../../support/node.ts';

it('ends every older session of a subject, and not the one that begins at once afterwards', async () => {
  // The clock stands still: nothing here may depend on the two moments being different.
  await using curfew = await node({ clock: new TestClock() });
  const old = [await curfew.issue({ subject: 'alice' }), await curfew.issue({ subject: 'alice' })];
  const bob = await curfew.issue({ subject: 'bob' });
  await curfew.revoke({ subject: 'alice' });
  const fresh = await curfew.issue({ subject: 'alice' });
  for (const { accessToken, refreshToken } of old) {
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(curfew.refresh(refreshToken))).toBe('ERR_TOKEN_REVOKED');
  }
  expect((await curfew.verify(fresh.accessToken)).subject).toBe('alice');
  expect((await curfew.verify((await curfew.refresh(fresh.refreshToken)).accessToken)).subject).toBe('alice');
  expect((await curfew.verify(bob.accessToken)).subject).toBe('bob');
});

it('lets no refresh slip past "log out everywhere": the cut-off compares where the session began', async () => {
  const store = memory();
  await using a = await node({ store });
  await using b = await node({ store });
  for (let round = 0; round < 100; round += 1) {
    const first = await a.issue({ subject: 'alice' });
    const [refreshed] = await Promise.allSettled([
      b.refresh(first.refreshToken),
      a.revoke({ subject: 'alice' }),
    ]);
    const tokens = refreshed.status === 'fulfilled' ? refreshed.value : first;
    for (const one of [a, b]) {
      expect(await codeOf(one.verify(tokens.accessToken))).toBe('ERR_TOKEN_REVOKED');
      expect(await codeOf(one.refresh(tokens.refreshToken))).toMatch(/^ERR_TOKEN_/);
    }
  }
});

it('keeps exactly the excepted session, also when two of them except each other', async () => {
  await using curfew = await node();
  const [one, two, three] = [
    await curfew.issue({ subject: 'alice' }),
    await curfew.issue({ subject: 'alice' }),
    await curfew.issue({ subject: 'alice' }),
  ];
  await curfew.revoke({ subject: 'alice', except: one.session });
  expect((await curfew.sessions('alice')).map(({ id }) => id)).toEqual([one.session]);
  expect((await curfew.verify(one.accessToken)).session).toBe(one.session);
  const next = await curfew.refresh(one.refreshToken);
  expect((await curfew.verify(next.accessToken)).session).toBe(one.session);
  for (const { accessToken } of [two, three]) {
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  }
  await curfew.revoke({ subject: 'alice', except: two.session });
  expect(await curfew.sessions('alice')).toEqual([]);
  for (const { accessToken } of [one, two, next]) {
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  }
});

it('ends everything, for everybody, and lets everybody in again', async () => {
  await using curfew = await node();
  const before = await Promise.all(['alice', 'bob', 'carol'].map((subject) => curfew.issue({ subject })));
  await curfew.revoke('everything', { reason: 'key leak' });
  for (const { accessToken } of before) {
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  }
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  expect((await curfew.verify(accessToken)).subject).toBe('alice');
});
