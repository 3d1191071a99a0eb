import { error, json } from '@sveltejs/kit';
import { sql } from '$lib/server/db';
import { closeSession, openSession } from '$lib/server/session';
import { verify } from '@node-rs/argon2';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, cookies }) => {
  const { email, password } = await request.json();
  const [member] = await sql`select id, password_hash from members where email = ${email}`;
  if (!member || !(await verify(member.password_hash, password))) error(401, 'Wrong e-mail or password');
  await openSession(cookies, member.id);
  return json({ id: member.id }, { status: 201 });
};

export const DELETE: RequestHandler = async ({ cookies, setHeaders }) => {
  await closeSession(cookies);
  setHeaders({ 'cache-control': 'no-store' });
  return new Response(null, { status: 204 });
};
