import jwt from 'jsonwebtoken';
import { keyById } from './keys';
import { logger } from './logger';
import { sessions } from './sessions';

export async function verify(token: string): Promise<{ sub: string; sid: string }> {
  const decoded = jwt.decode(token, { complete: true });
  logger.debug({ kid: decoded?.header.kid }, 'token presented');
  const claims = jwt.verify(token, await keyById(decoded?.header.kid), { algorithms: ['ES256'] }) as { sub: string; sid: string };
  if (!(await sessions.isLive(claims.sid))) throw new Error('signed out');
  return claims;
}
