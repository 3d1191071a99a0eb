import { expect, it } from 'vitest';
import { Example } from './example.ts';

it('breaks a download off, and stops a job, at the logout', async () => {
  await using example = await Example.start(() => import('../../examples/download.ts'));
  const { accessToken } = await example.login();
  const download = await example.fetch('/download', { token: accessToken });
  const job = example.fetch('/job', { token: accessToken });
  const reader = download.body?.getReader();
  const first = await reader?.read();
  expect(new TextDecoder().decode(first?.value as Uint8Array)).toMatch(/^0,x/);
  const headers = { authorization: `Bearer ${accessToken}` };
  await example.post('/auth/logout', {}, { headers });
  const drained = (async () => {
    while (!(await reader?.read())?.done);
  })();
  await expect(drained).rejects.toThrow(/terminated/);
  const { done } = (await (await job).json()) as { done: number };
  expect(done).toBeLessThan(500);
});
