import { createSigner, createVerifier } from 'fast-jwt';
import { createHash, randomBytes, randomUUID } from 'node:crypto';

const ACCESS_LIFETIME = '1h';

const signer = createSigner({ key: process.env.ACCESS_SECRET, algorithm: 'HS512', expiresIn: ACCESS_LIFETIME });
export const verifyAccess = createVerifier({ key: process.env.ACCESS_SECRET, algorithms: ['HS512'] });

export const newSid = () => randomUUID();
export const accessToken = (userId, sid) => signer({ sub: userId, sid });
export const refreshToken = () => randomBytes(48).toString('base64url');
export const hashed = (value) => createHash('sha256').update(value).digest('hex');
