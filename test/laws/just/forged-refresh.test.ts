import { expect, it } from 'vitest';
import { generateKey } from '../../../src/index.ts';
import { memory } from '../../../src/stores/memory/index.ts';
import { codeOf, node } from '../../support/node.ts';

it('takes a refresh token that we did not seal for nothing: it neither refreshes nor ends the session', async () => {
  const store = memory();
  await using curfew = await node({ store });
  await using stranger = await node({
    store,
    issuer: { name: 'https://api.test', audience: 'api', keys: [await generateKey()] },
  });
  const { accessToken, refreshToken, session } = await curfew.issue({ subject: 'alice' });
  const [, , seal = ''] = refreshToken.split('.');
  const forged = [
    `${session}.0.${'A'.repeat(43)}`,
    `${session}.1.${seal}`,
    `${session}.7.${seal}`,
    `${session}.00.${seal}`,
    `${session}.-1.${seal}`,
    `${session}.0.${seal.slice(0, 42)}`,
    `${session}.0.${seal.slice(0, 42)}${seal.endsWith('A') ? 'B' : 'A'}`,
    `${'A'.repeat(22)}.0.${seal}`,
  ];
  for (const token of forged) {
    expect(await codeOf(curfew.refresh(token)), token.slice(22, 26)).toBe('ERR_TOKEN_INVALID');
    expect((await curfew.logout(token)).revoked).toEqual([]);
  }
  expect(await codeOf(stranger.refresh(refreshToken)), 'whoever has the store but not the key').toBe(
    'ERR_TOKEN_INVALID',
  );
  expect((await curfew.verify(accessToken)).subject).toBe('alice');
  expect((await curfew.refresh(refreshToken)).session).toBe(session);
});
