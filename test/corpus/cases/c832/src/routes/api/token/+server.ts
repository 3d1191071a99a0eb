import { error, json } from '@sveltejs/kit';
import * as table from '$lib/server/login-table';
import { accessJwt, open, refreshJwt } from '$lib/server/jwt';
import type { RequestHandler } from './$types';

export const PUT: RequestHandler = async ({ request }) => {
  const { refresh } = await request.json();
  const claims = await open('refresh', refresh).catch(() => error(401));
  const next = await refreshJwt(claims.sub, claims.sid);
  if (!(await table.swap(claims.sub, claims.sid, refresh, next))) error(401);
  return json({ access: await accessJwt(claims.sub, claims.sid), refresh: next }, { headers: { 'cache-control': 'no-store' } });
};

export const DELETE: RequestHandler = async ({ locals }) => {
  if (!locals.login) error(401);
  await table.close(locals.login.sub, locals.login.sid);
  return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
};
