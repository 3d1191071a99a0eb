export type { HttpOptions } from '../../http/authenticate.ts';
export { sessionCookies, type CookieOptions, type SessionCookies } from '../../http/cookies.ts';
export { CURFEW, CurrentAuth, InjectCurfew, Public } from './decorators.ts';
export { CurfewGuard } from './guard.ts';
export { CurfewMiddleware } from './middleware.ts';
export { CurfewModule, type CurfewAsyncOptions } from './module.ts';
export type { CurfewModuleOptions, NestOptions } from './options.ts';
export { whileAlive } from './streams.ts';
