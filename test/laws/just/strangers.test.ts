import { expect, it } from 'vitest';
import { generateKey } from '../../../src/index.ts';
import { memory } from '../../../src/stores/memory/index.ts';
import { codeOf, node } from '../../support/node.ts';

it('leaves the refresh tokens and the sessions of another issuer alone, even with the same key', async () => {
  const store = memory();
  const keys = await generateKey();
  await using a = await node({ store, issuer: { name: 'https://a.test', audience: 'api', keys } });
  await using b = await node({ store, issuer: { name: 'https://b.test', audience: 'api', keys } });
  const { refreshToken, session } = await b.issue({ subject: 'alice', device: { ip: '192.0.2.1' } });
  expect(await codeOf(a.refresh(refreshToken))).toBe('ERR_TOKEN_INVALID');
  expect(await a.sessions('alice')).toEqual([]);
  expect((await b.refresh(refreshToken)).session).toBe(session);
});

it('refuses ids that some store would not give back as they are, before anything is written', async () => {
  const store = memory();
  await using curfew = await node({ store });
  for (const subject of ['admin\0evil', 'a\ud800', 'a\nb', '\u0085']) {
    await expect(curfew.issue({ subject })).rejects.toThrow(TypeError);
    await expect(curfew.revoke({ subject })).rejects.toThrow(TypeError);
  }
  expect(await store.sessions()).toEqual([]);
});

it('can end everybody who can log in, however their name is spelled', async () => {
  await using curfew = await node();
  for (const subject of [
    'harveywilliamson.consulting@example.com',
    'eyJohn.eyDoe',
    'ey.ey.',
    '😀',
    'a b',
    "'; --",
  ]) {
    const { accessToken } = await curfew.issue({ subject });
    await curfew.revoke({ subject, issuer: 'https://keycloakserver.example-company.com' });
    expect((await curfew.verify(accessToken)).subject).toBe(subject);
    await curfew.revoke({ subject });
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  }
});
