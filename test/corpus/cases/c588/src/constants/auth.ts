// one hour
export const TOKEN_LIFETIME = 3600000;
export const COOKIE_NAME = 'token';
