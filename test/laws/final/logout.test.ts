import { expect, it } from 'vitest';
import { generateKey, type Algorithm } from '../../../src/index.ts';
import { memory } from '../../../src/stores/memory/index.ts';
import { reencodings } from '../../support/encodings.ts';
import { codeOf, node } from '../../support/node.ts';

const ALGORITHMS: Algorithm[] = ['EdDSA', 'ES256', 'RS256'];

for (const alg of ALGORITHMS) {
  it(`ends the access token, the refresh token and every re-encoding of both (${alg})`, async () => {
    const keys = [await generateKey(alg)];
    const issuer = { name: 'https://api.test', audience: 'api', keys };
    await using curfew = await node({ store: memory(), issuer });
    const { accessToken, refreshToken } = await curfew.issue({ subject: 'alice' });
    expect((await curfew.verify(accessToken)).subject).toBe('alice');
    await curfew.logout(accessToken);
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(curfew.refresh(refreshToken))).toBe('ERR_TOKEN_REVOKED');
    for (const [how, spelling] of reencodings(accessToken)) {
      expect(await codeOf(curfew.verify(spelling)), how).toMatch(/^ERR_TOKEN_/);
    }
    for (const [how, spelling] of reencodings(refreshToken)) {
      expect(await codeOf(curfew.refresh(spelling)), how).toMatch(/^ERR_TOKEN_/);
    }
  });
}

it('knows an ECDSA twin for the same token: it verifies, and it is dead', async () => {
  const issuer = { name: 'https://api.test', audience: 'api', keys: [await generateKey('ES256')] };
  await using curfew = await node({ issuer });
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const twin = reencodings(accessToken).get('ECDSA twin') ?? '';
  expect(twin).not.toBe(accessToken);
  const [first, second] = [await curfew.verify(accessToken), await curfew.verify(twin)];
  expect(second.token).toBe(first.token);
  await curfew.logout(accessToken);
  expect(await codeOf(curfew.verify(twin))).toBe('ERR_TOKEN_REVOKED');
});

it('logs out by any credential: access token, refresh token of any generation, or several at once', async () => {
  await using curfew = await node();
  const byRefresh = await curfew.issue({ subject: 'alice' });
  await curfew.logout({ refreshToken: byRefresh.refreshToken });
  expect(await codeOf(curfew.verify(byRefresh.accessToken))).toBe('ERR_TOKEN_REVOKED');

  const old = await curfew.issue({ subject: 'alice' });
  const next = await curfew.refresh(old.refreshToken);
  await curfew.logout(old.refreshToken);
  expect(await codeOf(curfew.verify(next.accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect(await codeOf(curfew.refresh(next.refreshToken))).toBe('ERR_TOKEN_REVOKED');

  const [one, two] = [await curfew.issue({ subject: 'alice' }), await curfew.issue({ subject: 'bob' })];
  const receipt = await curfew.logout({ accessToken: one.accessToken, refreshToken: two.refreshToken });
  expect(receipt.revoked.map(({ id }) => id).toSorted()).toEqual([one.session, two.session].toSorted());
  expect(await codeOf(curfew.verify(one.accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect(await codeOf(curfew.verify(two.accessToken))).toBe('ERR_TOKEN_REVOKED');
});

it('ends what revoke names: a token, a session, a subject, a client, a tenant, everything', async () => {
  await using curfew = await node();
  const who = { subject: 'alice', client: 'app', tenant: 'acme' };
  const target = async (name: string): Promise<[string, object | 'everything']> => {
    const { accessToken, session } = await curfew.issue(who);
    const { token } = await curfew.verify(accessToken);
    const targets: Record<string, object | 'everything'> = {
      token: { token },
      'token, whole': { token: accessToken },
      session: { session },
      subject: { subject: 'alice' },
      client: { client: 'app' },
      tenant: { tenant: 'acme' },
      everything: 'everything',
    };
    return [accessToken, targets[name] ?? {}];
  };
  for (const name of ['token', 'token, whole', 'session', 'subject', 'client', 'tenant', 'everything']) {
    const [accessToken, what] = await target(name);
    await curfew.verify(accessToken);
    const receipt = await curfew.revoke(what as { session: string }, { reason: 'test', by: 'operator' });
    expect(receipt.revoked, name).toHaveLength(1);
    expect(await codeOf(curfew.verify(accessToken)), name).toBe('ERR_TOKEN_REVOKED');
  }
});

it('does not resolve a second logout before the first is everywhere', async () => {
  const store = memory();
  await using a = await node({ store });
  await using b = await node({ store });
  const { accessToken } = await a.issue({ subject: 'alice' });
  await b.verify(accessToken);
  const first = a.logout(accessToken);
  const second = await a.logout(accessToken);
  expect(await codeOf(b.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect((await first).revoked.length + second.revoked.length).toBeGreaterThan(0);
});
