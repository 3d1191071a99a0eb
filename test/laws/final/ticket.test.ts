import { expect, it } from 'vitest';
import { generateKey } from '../../../src/index.ts';
import { memory } from '../../../src/stores/memory/index.ts';
import { IdentityProvider, trusting } from '../../support/identity-provider.ts';
import { codeOf, node } from '../../support/node.ts';

it('ends every token of its session by the ticket alone, on every node, and once only', async () => {
  const store = memory();
  await using a = await node({ store });
  await using b = await node({ store });
  const first = await a.issue({ subject: 'alice' });
  const next = await a.refresh(first.refreshToken);
  expect(next.ticket, 'the same at each refresh').toBe(first.ticket);
  expect(await b.ticket(first.session)).toBe(first.ticket);
  const { signal } = await b.verify(next.accessToken);
  const receipt = await a.logout({ ticket: first.ticket });
  expect(receipt).toMatchObject({ everywhere: true, revoked: [{ kind: 'session', id: first.session }] });
  for (const one of [a, b]) {
    for (const { accessToken, refreshToken } of [first, next]) {
      expect(await codeOf(one.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
      expect(await codeOf(one.refresh(refreshToken))).toBe('ERR_TOKEN_REVOKED');
    }
    expect((await one.logout(first.ticket)).revoked).toEqual([]);
    expect(await one.ticket(first.session), 'what has ended has no ticket').toBeUndefined();
  }
  expect(signal.aborted).toBe(true);
});

it('still ends its session when none of the keys is left that were in force at the login', async () => {
  const store = memory();
  const [old, young] = [await generateKey(), await generateKey('ES256')];
  let keys = [old];
  const issuer = { name: 'https://api.test', audience: 'api', keys: () => keys };
  const before = await node({ store, issuer });
  const { ticket, session, accessToken } = await before.issue({ subject: 'alice' });
  await before.close();
  keys = [young];
  await using after = await node({ store, issuer });
  const auth = await after.issue({ subject: 'alice' });
  expect(await codeOf(after.verify(accessToken)), 'nobody can sign for it any more').toBe(
    'ERR_TOKEN_INVALID',
  );
  expect((await after.sessions('alice')).map(({ id }) => id)).toContain(session);
  expect(await after.ticket(session)).toBe(ticket);
  expect((await after.logout(ticket)).revoked).toEqual([{ kind: 'session', id: session }]);
  expect((await after.sessions('alice')).map(({ id }) => id)).toEqual([auth.session]);
});

it('ends a session of another issuer by its ticket, which every node computes alike', async () => {
  await using provider = await IdentityProvider.start();
  const store = memory();
  await using a = trusting(provider, { store });
  await using b = trusting(provider, { store });
  const token = await provider.token({ sid: 's1' });
  const bystander = await provider.token({ sid: 's2' });
  const { session } = await a.verify(token);
  await b.verify(bystander);
  const ticket = (await a.ticket(session)) ?? '';
  expect(ticket).toMatch(/^[\w-]{22}\.out\.[\w-]{43}$/);
  expect(await b.ticket(session)).toBe(ticket);
  expect((await b.logout([ticket])).revoked).toEqual([{ kind: 'session', id: session }]);
  for (const one of [a, b]) {
    expect(await codeOf(one.verify(token))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(one.verify(await provider.token({ sid: 's1' })))).toBe('ERR_TOKEN_REVOKED');
    expect((await one.verify(bystander)).subject).toBe('alice');
  }
});

it('ends a session that something else than a token names', async () => {
  await using curfew = await node();
  const { id } = await curfew.open({ subject: 'alice' }, 'a cookie’s own name.out.of reach');
  const ticket = (await curfew.ticket(id)) ?? '';
  expect((await curfew.logout({ ticket })).revoked).toEqual([{ kind: 'session', id }]);
  expect(await codeOf(curfew.alive(id))).toBe('ERR_TOKEN_REVOKED');
});
