export const tokenInfo = {
  accessTokenValidity: parseInt(process.env.ACCESS_TOKEN_VALIDITY_SEC || '3600'),
  refreshTokenValidity: parseInt(process.env.REFRESH_TOKEN_VALIDITY_SEC || '604800'),
  issuer: process.env.TOKEN_ISSUER || 'api.blog',
  audience: process.env.TOKEN_AUDIENCE || 'blog',
};
