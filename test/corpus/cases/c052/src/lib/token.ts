import { jwtVerify, SignJWT } from 'jose';

const secret = new TextEncoder().encode(process.env.AUTH_SECRET);

export async function signToken(userId: string): Promise<string> {
  return await new SignJWT({ userId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt()
    .sign(secret);
}

export async function readToken(token: string): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(token, secret);
    return payload['userId'] as string;
  } catch {
    return null;
  }
}
