import type { Tokens } from 'curfew';
import { expect, it } from 'vitest';
import { Example } from './example.ts';

it('guards the endpoint, tells resolvers who asks, and ends a long answer at the logout', async () => {
  await using example = await Example.start(() => import('../../examples/graphql.ts'));
  const json = { 'content-type': 'application/json' };
  const login = async (username: string): Promise<string> => {
    const body = JSON.stringify({ username, password: 'correct-horse' });
    const answer = await example.fetch('/login', { method: 'POST', headers: json, body });
    return ((await answer.json()) as Tokens).accessToken;
  };
  const ask = (query: string, token?: string): Promise<Response> =>
    example.fetch('/graphql', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ query }),
      ...(token !== undefined && { token }),
    });
  expect((await ask('{ me }')).status).toBe(401);
  const [alice, bob] = [await login('alice'), await login('bob')];
  expect(await (await ask('{ me }', alice)).json()).toEqual({ data: { me: 'alice' } });

  const [ending, going] = [ask('{ heard }', alice), ask('{ heard }', bob)];
  const asked = new Promise((resolve) => setTimeout(resolve, 200));
  await asked;
  const headers = { authorization: `Bearer ${alice}` };
  expect((await example.post('/auth/logout', {}, { headers })).status).toBe(200);
  expect(await (await ending).json()).toMatchObject({ data: null, errors: [{ path: ['heard'] }] });
  expect((await ask('{ me }', alice)).status).toBe(401);
  await ask('mutation { say(text: "hello") }', bob);
  expect(await (await going).json()).toEqual({ data: { heard: 'bob: hello' } });
});
