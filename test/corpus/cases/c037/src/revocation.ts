import type { Request } from 'express';
import type { Jwt, JwtPayload } from 'jsonwebtoken';

export async function isRevokedCallback(req: Request, token?: Jwt): Promise<boolean> {
  const jti = (token?.payload as JwtPayload | undefined)?.jti;
  if (!jti) return true;
  const { rowCount } = await req.app.locals.db.query('SELECT 1 FROM revoked_tokens WHERE jti = $1', [jti]);
  return rowCount > 0;
}
