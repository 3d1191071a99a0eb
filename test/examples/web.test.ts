import { createCurfew, generateKey } from 'curfew';
import { authenticator, createHandler, problem } from 'curfew/http';
import { memory } from 'curfew/stores/memory';
import { expect, it } from 'vitest';

it('needs no framework: the handler and the check on web standards, as docs/http.md shows them', async () => {
  await using curfew = createCurfew({
    store: memory(),
    issuer: { name: 'https://api.test', audience: 'api', keys: [await generateKey()] },
  });
  const handler = createHandler(curfew);
  const authenticate = authenticator(curfew);

  async function serve(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/auth/') && handler.owns(pathname.slice('/auth'.length))) {
      return handler.answer(new Request(request.url.replace('/auth/', '/'), request));
    }
    try {
      const auth = await authenticate(request.method, request.headers);
      return Response.json({ sub: auth.subject }, { headers: { 'cache-control': 'no-store' } });
    } catch (error) {
      const answer = problem(error);
      if (answer) return answer;
      throw error;
    }
  }

  const { accessToken, refreshToken } = await curfew.issue({ subject: 'alice' });
  const headers = { authorization: `Bearer ${accessToken}` };
  const me = (): Promise<Response> => serve(new Request('https://api.test/me', { headers }));
  expect(await (await me()).json()).toEqual({ sub: 'alice' });
  const body = new URLSearchParams({ refresh_token: refreshToken });
  const logout = await serve(new Request('https://api.test/auth/logout', { method: 'POST', body }));
  expect([logout.status, ((await logout.json()) as { revoked: unknown[] }).revoked.length]).toEqual([200, 1]);
  expect((await me()).status).toBe(401);
  expect((await serve(new Request('https://api.test/auth/elsewhere'))).status).toBe(401);
});
