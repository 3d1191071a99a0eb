export type { Auth } from './core/auth.ts';
export { createCurfew, type Curfew, type Health } from './core/curfew.ts';
export type { CurfewOptions, Issuer } from './core/options.ts';
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
export { comparePositions, formatCursor, parseCursor, type Cursor, type Position } from './core/position.ts';
export { REMINDING, silence } from './core/limits.ts';
export type { Attached, Changes, ChangesOptions, Memory, Opened, Rotation, Store } from './core/store.ts';
export { systemClock, type Clock } from './core/clock.ts';
export type { CurfewEvent, CurfewEvents } from './core/events.ts';
export {
  ConfigError,
  CurfewError,
  RefreshReused,
  SessionLimitReached,
  StoreUnavailable,
  type Doubt,
  TokenExpired,
  TokenInvalid,
  TokenRevoked,
} from './core/errors.ts';
