import type { SignOptions } from 'jsonwebtoken';

const MINUTE = 60;
const base: SignOptions = {
  algorithm: 'HS256',
  issuer: 'warehouse',
  audience: ['warehouse-web', 'warehouse-scanner'],
};

export const accessOptions: SignOptions = { ...base, expiresIn: 15 * MINUTE };
export const inviteOptions: SignOptions = { ...base, audience: 'invite', expiresIn: '14d' };
