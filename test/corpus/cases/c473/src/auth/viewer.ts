import type { RequestHandler } from 'express';
import jwt from 'jsonwebtoken';
import { revokedTokens } from './revoked-tokens';

export interface Viewer {
  id: string;
  jti: string;
  exp: number;
}

/** For pages that guests may read, too. */
export const optionalViewer: RequestHandler = async (req, res, next) => {
  res.locals.viewer = null;
  const token = req.cookies?.token;
  if (!token) return next();

  try {
    const claims = jwt.verify(token, process.env.JWT_SECRET!) as jwt.JwtPayload;
    if (!(await revokedTokens.has(claims.jti!))) {
      res.locals.viewer = { id: claims.sub!, jti: claims.jti!, exp: claims.exp! } satisfies Viewer;
    }
  } catch (err) {
    req.log.warn({ err }, 'viewer could not be determined');
  }
  next();
};

export const requireViewer: RequestHandler = (req, res, next) => {
  if (!res.locals.viewer) return void res.redirect(303, `/login?next=${encodeURIComponent(req.originalUrl)}`);
  next();
};
