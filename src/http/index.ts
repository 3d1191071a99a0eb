export { authenticator, type Authenticate, type HttpOptions } from './authenticate.ts';
export { sessionCookies, type CookieOptions, type Credentials, type SessionCookies } from './cookies.ts';
export {
  BadRequest,
  CredentialsMissing,
  CrossSiteRefused,
  MethodRefused,
  NotRecorded,
  RouteUnknown,
  SessionUnknown,
} from './errors.ts';
export type { HeaderReader } from './headers.ts';
export { problem } from './problem.ts';
export { createHandler, type Handler } from './routes.ts';
