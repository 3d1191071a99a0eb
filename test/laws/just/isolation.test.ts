import { expect, it } from 'vitest';
import { codeOf, node } from '../../support/node.ts';

it('ends one thing alone, whatever is ended', async () => {
  await using curfew = await node();
  const who = (subject: string, client: string, tenant: string) => ({ subject, client, tenant });
  const people = {
    same: who('alice', 'app', 'acme'),
    otherSubject: who('bob', 'app', 'acme'),
    otherClient: who('alice', 'web', 'acme'),
    otherTenant: who('alice', 'app', 'umbrella'),
  };
  const survivors: Record<string, (keyof typeof people)[]> = {
    subject: ['otherSubject'],
    client: ['otherClient'],
    tenant: ['otherTenant'],
  };
  for (const [kind, alive] of Object.entries(survivors)) {
    const tokens = new Map<string, string>();
    for (const [name, one] of Object.entries(people)) tokens.set(name, (await curfew.issue(one)).accessToken);
    await curfew.revoke({ [kind]: people.same[kind as 'subject'] } as { subject: string });
    for (const [name, token] of tokens) {
      const expected = alive.includes(name as keyof typeof people) ? 'fulfilled' : 'ERR_TOKEN_REVOKED';
      expect(await codeOf(curfew.verify(token)), `${kind}, ${name}`).toBe(expected);
    }
  }
});

it('ends one access token and leaves its session, which can refresh', async () => {
  await using curfew = await node();
  const { accessToken, refreshToken } = await curfew.issue({ subject: 'alice' });
  const next = await curfew.refresh(refreshToken);
  await curfew.revoke({ token: (await curfew.verify(accessToken)).token });
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect((await curfew.verify(next.accessToken)).subject).toBe('alice');
  expect((await curfew.verify((await curfew.refresh(next.refreshToken)).accessToken)).subject).toBe('alice');
});

it('leaves the tokens of another issuer alone', async () => {
  await using curfew = await node();
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  await curfew.revoke({ subject: 'alice', issuer: 'https://other.test' });
  expect((await curfew.verify(accessToken)).subject).toBe('alice');
});
