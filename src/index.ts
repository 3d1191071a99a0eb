export type { Auth } from './core/auth.ts';
export { createCurfew, type Curfew } from './core/curfew.ts';
export type { Health } from './core/health.ts';
export type { Introspection } from './core/introspector.ts';
export type { CurfewOptions, Issuer } from './core/options.ts';
export {
  ALLOW_KEYS_FROM_A_PRIVATE_NETWORK,
  type ForeignClaims,
  type SigningIssuer,
  type TrustedIssuer,
  type VerifyingIssuer,
} from './core/trust/options.ts';
export type { LogoutRules } from './core/trust/logout-token.ts';
export type { EventRules, EventSubject, SecurityEvent } from './core/trust/security-event.ts';
export type { Tokens, Who } from './core/login.ts';
export type { Presented } from './core/logout.ts';
export type { Receipt } from './core/recorder.ts';
export type { Target, Why } from './core/target.ts';
export { generateKey, type Algorithm, type KeyList, type Keys, type SigningKey } from './core/keys.ts';
export {
  endOf,
  isInUse,
  type Device,
  type LimitInForce,
  type NewSession,
  type Session,
  type SessionLimit,
  type StoredSession,
} from './core/session.ts';
export { ends, type Bearer, type Kind, type LoggedRevocation, type Revocation } from './core/revocation.ts';
export {
  comparePositions,
  formatCursor,
  nextGeneration,
  parseCursor,
  type Cursor,
  type Position,
} from './core/position.ts';
export { newIncarnation } from './core/incarnation.ts';
export { REMINDING, silence } from './core/limits.ts';
export type { Attached, Changes, ChangesOptions, Memory, Opened, Rotation, Store } from './core/store.ts';
export { systemClock, type Clock } from './core/clock.ts';
export type { CurfewEvent, CurfewEvents } from './core/events.ts';
export {
  ConfigError,
  CurfewError,
  IssuerUnavailable,
  RefreshReused,
  SessionLimitReached,
  StatementRefused,
  StoreUnavailable,
  type Doubt,
  type Fault,
  TokenExpired,
  TokenInvalid,
  TokenRevoked,
} from './core/errors.ts';
