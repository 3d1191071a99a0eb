export { sessionCookies, type CookieOptions, type SessionCookies } from '../../http/cookies.ts';
export type { HttpOptions } from '../../http/authenticate.ts';
export { auth, logout, setCookies, type CookieAttributes, type CookieJar } from './actions.ts';
export { onePerProcess } from './process.ts';
export { createProxy, type ProxyOptions } from './proxy.ts';
export { guard, handlers } from './routes.ts';
