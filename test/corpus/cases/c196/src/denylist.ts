import { redis } from './redis';

export const isRevoked = async (jti: string): Promise<boolean> => (await redis.sismember('revoked', jti)) === 1;
export const revoke = (jti: string): Promise<number> => redis.sadd('revoked', jti);
