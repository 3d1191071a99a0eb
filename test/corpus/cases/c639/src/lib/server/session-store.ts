import { createHash, randomBytes } from 'node:crypto';
import { sql } from './db';

const digest = (token: string) => createHash('sha256').update(token).digest('hex');

export async function openSession(memberId: number, ip: string) {
  const token = randomBytes(32).toString('base64url');
  const expires = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000);
  await sql`insert into member_session (token_hash, member_id, ip, expires) values (${digest(token)}, ${memberId}, ${ip}, ${expires})`;
  return { token, expires };
}

export async function loadSession(token: string) {
  const [row] = await sql`
    select m.id, m.email from member_session s join member m on m.id = s.member_id
    where s.token_hash = ${digest(token)} and s.expires > now()`;
  return row ?? null;
}

export async function closeSession(token: string) {
  await sql`delete from member_session where token_hash = ${digest(token)}`;
}
