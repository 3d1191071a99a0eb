import { jwtVerify } from 'jose';
import { key } from './key';
import { sessions } from './sessions';

// Tokens will expire eventually, but "eventually" is not a logout: the session decides.
export async function authenticate(token: string): Promise<string> {
  const { payload } = await jwtVerify(token, key);
  const session = await sessions.get(String(payload['sid']));
  if (!session || session.endedAt !== null) throw new Error('signed out');
  return session.userId;
}
