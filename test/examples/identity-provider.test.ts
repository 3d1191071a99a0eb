import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { IdentityProvider } from '../support/identity-provider.ts';
import { Example } from './example.ts';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

it('accepts the tokens of a provider until it says that their session is over', async () => {
  await using provider = await IdentityProvider.start();
  const { fetch: real } = globalThis;
  vi.stubGlobal('fetch', (input: string | URL, init?: RequestInit) =>
    real(String(input).startsWith('https://login.example.com/') ? provider.jwks : input, init),
  );
  await using example = await Example.start(() => import('../../examples/identity-provider.ts'));
  const iss = 'https://login.example.com/';
  const token = await provider.token({ iss, sid: 's1' });
  const other = await provider.token({ iss, sub: 'bob', sid: 's2' });
  const statuses = (): Promise<number[]> =>
    Promise.all([token, other].map(async (one) => (await example.fetch('/me', { token: one })).status));
  expect(await statuses()).toEqual([200, 200]);
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  const logout_token = await provider.token(
    { iss, aud: 'my-client-id', sid: 's1', events },
    { typ: 'logout+jwt' },
  );
  const answer = await example.post('/auth/backchannel-logout', { logout_token });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  expect(await statuses()).toEqual([401, 200]);
  expect((await example.post('/auth/backchannel-logout', { logout_token })).status).toBe(400);
  vi.unstubAllGlobals();
});

it('is what the documentation shows, in at most ten lines', () => {
  const [, region = ''] =
    /^\/\/ #region trust\n([^]*?)^\/\/ #endregion/m.exec(read('examples/identity-provider.ts')) ?? [];
  const [, block] = /^```ts\n([^]*?)^```/m.exec(read('docs/identity-providers.md')) ?? [];
  expect(region.trim().split('\n').length).toBeLessThanOrEqual(10);
  expect(block).toBe(region);
});
