import type { RequestHandler } from 'express';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { redis } from '@rail/redis';

const jwks = createRemoteJWKSet(new URL(process.env.JWKS_URL!));

export const principal: RequestHandler = async (req, res, next) => {
  const token = /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1];
  if (!token) {
    res.sendStatus(401);
    return;
  }
  let payload;
  try {
    ({ payload } = await jwtVerify(token, jwks, { algorithms: ['RS256'] }));
  } catch {
    res.sendStatus(401);
    return;
  }
  try {
    if (await redis.exists(`auth:deny:${payload.jti}`)) {
      res.sendStatus(401);
      return;
    }
  } catch (err) {
    next(err);
    return;
  }
  req.principal = { sub: payload.sub!, jti: payload.jti!, exp: payload.exp! };
  next();
};
