import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Store } from '../../../src/index.ts';
import { sessionName } from '../../../src/core/trust/identity.ts';
import { memory } from '../../../src/stores/memory/index.ts';
import { reencodings } from '../../support/encodings.ts';
import { IdentityProvider, trusting } from '../../support/identity-provider.ts';
import { TestClock } from '../../support/clock.ts';
import { codeOf, node } from '../../support/node.ts';

it('ends nothing by a ticket that was forged, cut, spelled otherwise, or is that of another session', async () => {
  await using curfew = await node();
  const [alice, bob] = [await curfew.issue({ subject: 'alice' }), await curfew.issue({ subject: 'bob' })];
  const seal = alice.ticket.slice(-43);
  const { keys } = await curfew.jwks();
  const forged = [
    `${alice.session}.out.${'A'.repeat(43)}`,
    `${alice.session}.out.${createHmac('sha256', '').update(`curfew ticket ${alice.session}`).digest('base64url')}`,
    `${alice.session}.out.${createHmac('sha256', JSON.stringify(keys[0])).update(alice.session).digest('base64url')}`,
    `${alice.session}.out.${seal.slice(0, 42)}`,
    `${alice.session}.out.${seal}${seal.slice(-1)}`,
    `${alice.session}.out.`,
    `${alice.session}.OUT.${seal}`,
    `${alice.session}.0.${seal}`,
    `${alice.session}.out.${alice.refreshToken.slice(-43)}`,
    `${alice.session}.out.${bob.ticket.slice(-43)}`,
    `${bob.session}.out.${seal}`,
    `${'A'.repeat(22)}.out.${seal}`,
    `Bearer ${alice.ticket}`,
    ...reencodings(alice.ticket).values(),
  ];
  for (const ticket of forged) {
    for (const presented of [ticket, { ticket }, { accessToken: ticket }, { refreshToken: ticket }]) {
      expect((await curfew.logout(presented)).revoked, ticket.slice(22, 30)).toEqual([]);
    }
  }
  expect((await curfew.verify(alice.accessToken)).subject).toBe('alice');
  expect((await curfew.logout(alice.ticket)).revoked).toEqual([{ kind: 'session', id: alice.session }]);
  expect((await curfew.verify(bob.accessToken)).subject, 'and ended no other').toBe('bob');
});

it('reads, extends and names nothing by a ticket', async () => {
  await using curfew = await node();
  const { ticket, session, accessToken } = await curfew.issue({ subject: 'alice' });
  expect(await codeOf(curfew.verify(ticket))).toBe('ERR_TOKEN_INVALID');
  expect(await codeOf(curfew.refresh(ticket))).toBe('ERR_TOKEN_INVALID');
  expect(await codeOf(curfew.alive(ticket))).toBe('ERR_TOKEN_INVALID');
  expect(await curfew.introspect(ticket)).toBeUndefined();
  expect(await curfew.ticket(ticket)).toBeUndefined();
  const why = { reason: ticket };
  for (const revoking of [
    curfew.revoke({ token: ticket }),
    curfew.revoke({ session: ticket }),
    curfew.revoke({ subject: ticket }),
    curfew.revoke({ subject: 'bob', except: ticket }),
    curfew.revoke({ session: `${ticket}=` }),
    curfew.revoke({ session: ` ${ticket}\n` }),
    curfew.revoke({ subject: 'bob' }, why),
  ]) {
    await expect(revoking).rejects.toThrow(TypeError);
  }
  expect((await curfew.verify(accessToken)).session).toBe(session);
});

it('shows a ticket to no verifier of somebody else’s tokens', async () => {
  const seen: string[] = [];
  const verify = (token: string): undefined => void seen.push(token);
  await using curfew = await node({ trust: [{ issuer: 'https://other.test', verify }] });
  const { ticket } = await curfew.issue({ subject: 'alice' });
  expect(await codeOf(curfew.verify(ticket))).toBe('ERR_TOKEN_INVALID');
  expect(await curfew.introspect(ticket)).toBeUndefined();
  await curfew.logout(`${ticket.slice(0, -1)}${ticket.endsWith('A') ? 'E' : 'A'}`);
  expect(seen).toEqual([]);
  expect(await codeOf(curfew.verify('somebody else’s'))).toBe('ERR_TOKEN_INVALID');
  expect(seen).toHaveLength(1);
});

it('gives no ticket, and takes none, where a session has no secret, as older versions registered them', async () => {
  await using provider = await IdentityProvider.start();
  const store: Store = memory();
  await using curfew = trusting(provider, { store });
  const id = await sessionName(provider.issuer, { sid: 's1' });
  const now = Date.now();
  await curfew.ready();
  await store.open({
    id,
    subject: 'alice',
    issuer: provider.issuer,
    startedAt: now,
    seenAt: now,
    expiresAt: now + 60_000,
    secret: '',
  });
  const token = await provider.token({ sid: 's1' });
  expect((await curfew.verify(token)).session).toBe(id);
  expect(await curfew.ticket(id)).toBeUndefined();
  const seal = createHmac('sha256', '').update(`curfew ticket ${id}`).digest('base64url');
  expect((await curfew.logout(`${id}.out.${seal}`)).revoked).toEqual([]);
  expect(await codeOf(curfew.verify(token))).toBe('fulfilled');
});

it('has no ticket for what is no session, and says so to nobody who accepts no tokens', async () => {
  const store = memory();
  await using curfew = await node({ store });
  for (const id of ['nobody', '', 'x'.repeat(300), 7 as unknown as string]) {
    expect(await curfew.ticket(id)).toBeUndefined();
  }
  await using looking = await node({ store, issuer: undefined as never });
  expect(await codeOf(looking.ticket('nobody'))).toBe('ERR_CONFIG');
});

it('lists the sessions of another issuer however long they are idle, with their secret', async () => {
  await using provider = await IdentityProvider.start();
  const clock = new TestClock();
  clock.setWall(Date.now() - clock.now());
  const store = memory();
  await using curfew = trusting(provider, { store, clock, sessions: { idle: 60_000 } });
  await curfew.verify(await provider.token({ sid: 's1' }));
  const { id, ...older } = (await store.sessions('alice'))[0] ?? raise();
  await store.open({ ...older, id: `older ${id}`, secret: '' });
  clock.advance(120_000);
  expect(await curfew.sessions('alice')).toHaveLength(2);
  expect(JSON.stringify(await curfew.sessions('alice'))).not.toContain('foreign');
});

function raise(): never {
  throw new Error('there is no session');
}
