import { createLocalJWKSet, jwtVerify } from 'jose';
import { jwks } from './keys';
import { sessions } from './sessions';

export async function verifyIdTokenHint(hint: string): Promise<{ aud: string; sid: string }> {
  const { payload } = await jwtVerify(hint, createLocalJWKSet(jwks));
  const session = await sessions.find(String(payload['sid']));
  if (!session) throw new Error('no such session');
  return { aud: String(payload.aud), sid: session.id };
}
