import jwt from 'jsonwebtoken';
import dayjs from 'dayjs';
import { nanoid } from 'nanoid';

const DAYS = Number(process.env.SESSION_DAYS ?? 30);

const baseClaims = () => {
  const now = dayjs();
  return { jti: nanoid(), iat: now.unix(), exp: now.add(DAYS, 'day').unix() };
};

export function mint(claims) {
  const all = { ...baseClaims(), ...claims };
  return { token: jwt.sign(all, process.env.JWT_KEY, { algorithm: 'HS512' }), jti: all.jti, exp: all.exp };
}

export const parse = (token) => jwt.verify(token, process.env.JWT_KEY, { algorithms: ['HS512'] });
