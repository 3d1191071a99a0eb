import { error, json } from '@sveltejs/kit';
import { sql } from '$lib/server/db';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
  if (!locals.session) error(401, 'Not signed in');

  const [member] = await sql`
    select m.id, m.name, m.email, m.iban, coalesce(sum(c.amount), 0) as contributions
    from members m
    left join contributions c on c.member_id = m.id
    where m.id = ${locals.session.memberId}
    group by m.id
  `;
  if (!member) error(404, 'Unknown member');

  return json(member);
};
