import { knex } from '../db.js';

const columns = ['id', 'email', 'role', 'password_hash', 'token_version'];

export const byEmail = (email) => knex('users').first(columns).where({ email: email.toLowerCase() });

export const byId = (id) => knex('users').first(columns).where({ id });

export const touch = (id) => knex('users').where({ id }).increment('token_version', 1);

export async function create({ email, passwordHash, role = 'member' }) {
  const [id] = await knex('users').insert({ email: email.toLowerCase(), password_hash: passwordHash, role });
  return byId(id);
}
