import jwt from 'jsonwebtoken';
import { isRevoked } from './revocation.js';

const { JWT_PUBLIC_KEY } = process.env;

export async function bearer(req, res, next) {
  const [, token] = req.headers.authorization?.match(/^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/) ?? [];
  if (!token) return res.status(401).set('WWW-Authenticate', 'Bearer').end();

  let claims;
  try {
    claims = jwt.verify(token, JWT_PUBLIC_KEY, { algorithms: ['RS256'] });
  } catch {
    return res.status(401).set('WWW-Authenticate', 'Bearer error="invalid_token"').end();
  }

  if (await isRevoked(claims.jti)) {
    return res.status(401).set('WWW-Authenticate', 'Bearer error="invalid_token"').end();
  }
  req.claims = claims;
  next();
}
