import { read } from '../lib/tokens.js';
import { users } from '../repositories/index.js';

export async function requireUser(req, res, next) {
  const [scheme, token] = (req.get('authorization') ?? '').split(' ');
  if (scheme !== 'Bearer' || !token) return res.sendStatus(401);

  let claims;
  try {
    claims = read(token);
  } catch {
    return res.sendStatus(401);
  }

  const user = await users.byId(Number(claims.sub));
  if (user?.token_version !== claims.v) return res.sendStatus(401);

  req.user = user;
  next();
}
