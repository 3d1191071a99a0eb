import { expect, it } from 'vitest';
import { generateKey } from '../../../src/index.ts';
import { memory } from '../../../src/stores/memory/index.ts';
import { codeOf, node, overriding, pause } from '../../support/node.ts';

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

it('takes a late answer about an older log for no loss of this one', async () => {
  const shared = memory();
  let hold = false;
  let letGo = (): void => undefined;
  const store = overriding(shared, {
    async changes(...values) {
      const answer = await shared.changes(...values);
      if (!hold) return answer;
      hold = false;
      await new Promise<void>((resolve) => (letGo = () => resolve()));
      return answer;
    },
  });
  await using b = await node({ store, staleness: 400 });
  await b.verify((await b.issue({ subject: 'bob' })).accessToken);
  const lost: string[] = [];
  b.on('amnesia', ({ reason }) => lost.push(reason));
  const incarnation = b.health().incarnation ?? '';
  await shared.renew(incarnation);
  hold = true;
  while (b.health().incarnation === incarnation) {
    await codeOf(b.verify('x'));
    await codeOf(b.issue({ subject: 'x' }));
    await pause(20);
    if (!hold) letGo();
  }
  const { accessToken } = await b.issue({ subject: 'alice' });
  await b.revoke({ subject: 'carol' });
  letGo();
  await pause(300);
  expect((await b.verify(accessToken)).subject).toBe('alice');
  expect(lost).toHaveLength(1);
});
