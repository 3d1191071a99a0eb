import { expect, it } from 'vitest';
import { Example } from './example.ts';

it('stays signed out when a request that was under way saves afterwards', async () => {
  await using example = await Example.start(() => import('../../examples/express-session.ts'));
  const login = await example.post('/login');
  const cookie = login.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const headers = { cookie };
  expect(await (await example.fetch('/me', { headers })).json()).toEqual({ sub: 'alice' });
  expect(await (await example.fetch('/sessions', { headers })).json()).toHaveLength(1);
  const slow = example.fetch('/report', { headers });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await example.post('/logout', {}, { headers })).status).toBe(204);
  expect((await slow).status).toBe(200);
  expect((await example.fetch('/me', { headers })).status).toBe(401);
});
