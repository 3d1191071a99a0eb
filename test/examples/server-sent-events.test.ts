import { expect, it } from 'vitest';
import { Example } from './example.ts';

it('ends the stream of a token at its logout, and no other stream', async () => {
  await using example = await Example.start(() => import('../../examples/server-sent-events.ts'));
  const [one, other] = [await example.login(), await example.login()];
  const ended = await example.fetch('/events', { token: one.accessToken });
  const going = await example.fetch('/events', { token: other.accessToken });
  expect(ended.headers.get('content-type')).toContain('text/event-stream');
  const text = ended.text();
  let over = false;
  const rest = going.text().finally(() => (over = true));

  const headers = { authorization: `Bearer ${one.accessToken}` };
  expect((await example.post('/auth/logout', {}, { headers })).status).toBe(200);
  expect(await text).toMatch(/^data: open\n\n[^]*event: end\ndata: signed out\n\n$/);
  expect((await example.fetch('/events', { token: one.accessToken })).status).toBe(401);
  expect(over).toBe(false);
  await example.post('/auth/logout', {}, { headers: { authorization: `Bearer ${other.accessToken}` } });
  expect(await rest).toContain('signed out');
});
