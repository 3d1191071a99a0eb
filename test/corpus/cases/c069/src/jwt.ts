import jwt from 'jsonwebtoken';

interface Claims {
  sub: string;
  sid: string;
}

export const sign = (claims: Claims): string =>
  jwt.sign(claims, process.env.JWT_SECRET as string, { expiresIn: 3600, notBefore: 0 });
