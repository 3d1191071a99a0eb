import { accountOf, begin, finish } from '../../src/session';
import { getCookie, setCookie, unsetCookie } from '../../src/http/set-cookie';
import { checkLogin } from '../../src/accounts';

interface Env {
  DB: D1Database;
}

const noStore = () => new Headers({ 'Cache-Control': 'no-store' });

export const onRequestGet: PagesFunction<Env> = async ({ request, env }) => {
  const token = getCookie(request, '__Secure-acc');
  const account = token ? await accountOf(env.DB, token) : null;
  return Response.json({ account }, { headers: noStore() });
};

export const onRequestPost: PagesFunction<Env> = async ({ request, env }) => {
  const account = await checkLogin(env.DB, await request.json());
  if (!account) return new Response(null, { status: 401 });
  const headers = noStore();
  headers.append('Set-Cookie', setCookie('__Secure-acc', await begin(env.DB, account.id), 86400));
  headers.append('Set-Cookie', setCookie('__Secure-acc-hint', '1', 86400));
  return new Response(null, { status: 204, headers });
};

export const onRequestDelete: PagesFunction<Env> = async ({ request, env }) => {
  const token = getCookie(request, '__Secure-acc');
  if (token) await finish(env.DB, token);
  const headers = noStore();
  headers.append('Set-Cookie', unsetCookie('__Secure-acc'));
  headers.append('Set-Cookie', unsetCookie('__Secure-acc-hint'));
  return new Response(null, { status: 204, headers });
};
