export const tokenInfo = {
  accessTokenValidity: parseInt(process.env.ACCESS_TOKEN_VALIDITY_SEC || '172800', 10),
  issuer: process.env.TOKEN_ISSUER || 'blog.api',
  audience: process.env.TOKEN_AUDIENCE || 'blog.web',
};
