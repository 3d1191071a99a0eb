import { randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { users } from '../db/users.mjs';

const KEY = process.env.JWT_KEY;

export const bearer = (user) =>
  jwt.sign({ oid: user.id, securityStamp: user.securityStamp }, KEY, { expiresIn: '3h', audience: 'portal' });

export async function authenticated(ctx, next) {
  const [, token] = (ctx.get('authorization') ?? '').match(/^Bearer\s+(\S+)$/) ?? [];
  ctx.assert(token, 401);

  let claims;
  try {
    claims = jwt.verify(token, KEY, { audience: 'portal' });
  } catch (cause) {
    ctx.throw(401, 'token refused', { cause });
  }

  const user = await users.byId(claims.oid);
  ctx.assert(user && user.securityStamp === claims.securityStamp, 401, 'signed out elsewhere');
  ctx.state.user = user;
  return next();
}

export async function signOut(ctx) {
  await users.patch(ctx.state.user.id, { securityStamp: randomBytes(12).toString('base64url') });
  ctx.status = 204;
}
