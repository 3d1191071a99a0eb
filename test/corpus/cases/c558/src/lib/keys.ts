export const revokedKey = (jti: string) => `auth:revoked:${jti}`;
export const profileKey = (userId: string) => `profile:${userId}`;
