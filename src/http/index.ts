export { authenticator, type Authenticate, type HttpOptions } from './authenticate.ts';
export { sessionCookies, type CookieOptions, type Credentials, type SessionCookies } from './cookies.ts';
export {
  BadRequest,
  CallerRefused,
  CredentialsMissing,
  CrossSiteRefused,
  MethodRefused,
  NotRecorded,
  RouteUnknown,
  SessionUnknown,
  SubjectKept,
  SubjectUnknown,
} from './errors.ts';
export type { HeaderReader } from './headers.ts';
export type {
  Commander,
  GlobalRevocationOptions,
  NamedSubject,
  SubjectIdentifier,
} from './oauth/global-revocation.ts';
export type { OAuthClient, OAuthClients, OAuthOptions } from './oauth/options.ts';
export type { ProviderOptions } from './oauth/provider-logout.ts';
export { problem } from './problem.ts';
export { sealedSessions, type SealedSessions } from './sealed-sessions.ts';
export type { EventOptions } from './security-events.ts';
export { tie } from './tie.ts';
export { createHandler, type Handler } from './routes.ts';
