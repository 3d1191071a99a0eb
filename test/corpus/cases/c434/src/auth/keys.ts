import { randomBytes } from 'node:crypto';
import type { GetPublicKeyOrSecret } from 'jsonwebtoken';
import { pool } from '../db/pool';

export async function secretOf(userId: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ jwt_secret: string }>('SELECT jwt_secret FROM users WHERE id = $1 AND active', [userId]);
  return rows[0]?.jwt_secret;
}

export async function rotateSecret(userId: string): Promise<void> {
  await pool.query('UPDATE users SET jwt_secret = $2 WHERE id = $1', [userId, randomBytes(48).toString('base64')]);
}

export const secretProvider: GetPublicKeyOrSecret = (header, done) => {
  if (!header.kid) return done(new Error('kid expected'));
  secretOf(header.kid).then(
    (secret) => (secret ? done(null, secret) : done(new Error('unknown kid'))),
    (err) => done(err),
  );
};
