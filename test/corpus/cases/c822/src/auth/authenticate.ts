import type { RequestHandler } from 'express';
import { jwtVerify } from 'jose';
import { findRevocation } from './revocations';
import { publicKey } from './keys';
import { ApiError } from '../http/api-error';

export const authenticate: RequestHandler = async (req, res, next) => {
  const token = req.headers.authorization?.match(/^Bearer (.+)$/)?.[1];
  if (!token) return next(new ApiError(401, 'token_required'));

  const verified = await jwtVerify(token, publicKey, { issuer: 'acme', requiredClaims: ['jti', 'exp'] }).catch(
    () => null,
  );
  if (!verified) return next(new ApiError(401, 'token_invalid'));

  const revoked = await findRevocation(verified.payload.jti!).unwrapOr(false);
  if (revoked) return next(new ApiError(401, 'token_revoked'));

  res.locals.claims = verified.payload;
  next();
};
