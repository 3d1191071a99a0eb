export const COOKIE = 'access_token';
