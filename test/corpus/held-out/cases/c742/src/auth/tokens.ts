import { SignJWT, jwtVerify, errors } from 'jose';
import { nanoid } from 'nanoid';

const keys = {
  access: new TextEncoder().encode(process.env.ACCESS_TOKEN_SECRET),
  refresh: new TextEncoder().encode(process.env.REFRESH_TOKEN_SECRET),
};
const lifetime = { access: '10m', refresh: '30d' } as const;

type Kind = keyof typeof keys;

export const make = (kind: Kind, sub: string) =>
  new SignJWT({ typ: kind })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(sub)
    .setJti(nanoid())
    .setIssuedAt()
    .setExpirationTime(lifetime[kind])
    .sign(keys[kind]);

export async function read(kind: Kind, token: string) {
  try {
    const { payload } = await jwtVerify(token, keys[kind]);
    return payload.typ === kind ? payload : null;
  } catch (e) {
    if (e instanceof errors.JOSEError) return null;
    throw e;
  }
}
