import { randomUUID } from 'crypto';
import type { Context } from 'koa';
import jwt from 'jsonwebtoken';
import type { Pool } from 'mysql2/promise';
import { compare } from 'bcrypt';
import type { Logger } from 'pino';

interface Deps {
  pool: Pool;
  log: Logger;
  secret: string;
}

interface UserRow {
  uid: number;
  tenant: string;
  pass: string;
  scopes: string;
}

export default ({ pool, log, secret }: Deps) => ({
  async login(ctx: Context) {
    const sid = randomUUID();
    const child = log.child({ req: sid });
    const { user, password } = ctx.request.body as Record<string, string>;

    const [rows] = await pool.query<any[]>('SELECT uid, tenant, pass, scopes FROM users WHERE login = ? LIMIT 1', [user]);
    const row = rows[0] as UserRow | undefined;
    if (!row || !(await compare(password, row.pass))) {
      child.warn({ user }, 'login refused');
      ctx.status = 401;
      ctx.body = { error: 'login refused' };
      return;
    }

    const claims = {
      uid: row.uid,
      tenant: row.tenant,
      scope: row.scopes.split(','),
    };
    const token = jwt.sign(claims, secret, { expiresIn: '45m', issuer: 'hr-portal' });

    child.info({ uid: row.uid }, 'login');
    ctx.set('X-Request-Id', sid);
    ctx.body = { token_type: 'Bearer', access_token: token, expires_in: 45 * 60 };
  },
});
