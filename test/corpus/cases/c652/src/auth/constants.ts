const DAY = 24 * 60 * 60;

export const jwtConstants = {
  secret: process.env.JWT_SECRET ?? 'dev-only',
  expiresInSeconds: 7 * DAY,
};
