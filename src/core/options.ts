import { systemClock, type Clock } from './clock.ts';
import { ConfigError } from './errors.ts';
import { isId } from './ids.ts';
import { LONGEST_LIFETIME, LONGEST_STALENESS } from './limits.ts';
import { checkKeys, type Keys } from './keys.ts';
import type { SessionLimit } from './session.ts';
import type { Store } from './store.ts';
import { resolveTrust, type Trust, type TrustedIssuer } from './trust/options.ts';

/** The tokens this application issues itself. */
export interface Issuer {
  /** `iss`: an https URL, or any stable name. */
  readonly name: string;
  /** `aud`: who the tokens are for. A token is accepted when it names one of them. */
  readonly audience: string | readonly string[];
  /** Private keys as JWK, newest first; or a function that reads them, for rotation without a restart. */
  readonly keys: Keys;
  /** How long an access token lives, ms; default 300 000 (five minutes), at most 24 hours. */
  readonly lifetime?: number;
}

export interface CurfewOptions {
  /** Where revocations and sessions are kept. */
  readonly store: Store;
  /** Without one, this Curfew can only look and revoke, like the command line. */
  readonly issuer?: Issuer;
  /** Whose tokens are accepted beside one's own: an identity provider's, say. */
  readonly trust?: readonly TrustedIssuer[];
  /** ms a replica may answer from memory; default 1000; 0 asks the store on every check. All nodes share it. */
  readonly staleness?: number;
  readonly sessions?: {
    /** ms without a request after which a session ends; default 7 days. */
    readonly idle?: number;
    /** ms after which a session ends whatever happens; default 30 days. */
    readonly absolute?: number;
    readonly limit?: SessionLimit;
  };
  readonly refresh?: {
    /** ms in which a repeated refresh gets the same answer; default 10 000. */
    readonly grace?: number;
  };
  readonly clock?: Clock;
}

/** Options with every default filled in. */
export interface Settings {
  readonly store: Store;
  readonly issuer: { name: string; audience: readonly string[]; keys: Keys; lifetime: number } | undefined;
  readonly trust: readonly Trust[];
  readonly staleness: number | undefined;
  readonly idle: number;
  readonly absolute: number;
  readonly limit: SessionLimit | undefined;
  readonly grace: number;
  readonly clock: Clock;
}

const SECOND = 1_000;
const DAY = 24 * 60 * 60 * SECOND;
const STORE_METHODS = [
  'attach',
  'append',
  'find',
  'changes',
  'settled',
  'open',
  'touch',
  'session',
  'sessions',
  'rotate',
  'vouch',
  'remind',
  'renew',
  'leave',
  'close',
] as const;

/** Checks options and fills in defaults. Throws `ConfigError`, which names the option and what to do. */
export function resolveOptions(options: CurfewOptions): Settings {
  if (typeof options !== 'object' || options === null)
    throw new ConfigError('createCurfew() needs options: at least a store');
  onlyKnown('', options, ['store', 'issuer', 'trust', 'staleness', 'sessions', 'refresh', 'clock']);
  onlyKnown('sessions.', options.sessions ?? {}, ['idle', 'absolute', 'limit']);
  onlyKnown('refresh.', options.refresh ?? {}, ['grace']);
  const trust = resolveTrust(options.trust, options.issuer?.name);
  const absolute = duration('sessions.absolute', options.sessions?.absolute, 30 * DAY, SECOND, 400 * DAY);
  const idle = duration(
    'sessions.idle',
    options.sessions?.idle,
    Math.min(7 * DAY, absolute),
    SECOND,
    absolute,
  );
  return {
    store: checkStore(options.store),
    issuer: options.issuer && issuer(options.issuer),
    trust,
    staleness: staleness(options.staleness, options.issuer !== undefined || trust.length > 0),
    idle,
    absolute,
    limit: limit(options.sessions?.limit),
    grace: duration('refresh.grace', options.refresh?.grace, 10 * SECOND, 0, 5 * 60 * SECOND),
    clock: clock(options.clock),
  };
}

function checkStore(store: Store): Store {
  const missing = STORE_METHODS.find((method) => typeof store?.[method] !== 'function');
  if (missing === undefined) return store;
  throw new ConfigError(
    store === undefined
      ? "store is missing: for one machine, use sqlite('app.db') from curfew/stores/sqlite"
      : `store is not a Curfew store: it has no ${missing}()`,
  );
}

function issuer(given: Issuer): NonNullable<Settings['issuer']> {
  onlyKnown('issuer.', given, ['name', 'audience', 'keys', 'lifetime']);
  const audience = typeof given.audience === 'string' ? [given.audience] : given.audience;
  if (!isName(given.name))
    throw new ConfigError('issuer.name must be a non-empty string, best the https URL of your API');
  if (given.name === '*') throw new ConfigError('issuer.name cannot be *, which stands for any issuer');
  if (!Array.isArray(audience) || audience.length === 0 || !audience.every(isName)) {
    throw new ConfigError('issuer.audience must be a non-empty string or a list of them');
  }
  if (typeof given.keys !== 'function') checkKeys(given.keys);
  const lifetime = duration('issuer.lifetime', given.lifetime, 5 * 60 * SECOND, SECOND, LONGEST_LIFETIME);
  return { name: given.name, audience: [...audience], keys: given.keys, lifetime };
}

function staleness(given: number | undefined, verifies: boolean): number | undefined {
  if (given === undefined) return verifies ? SECOND : undefined;
  if (given === 0) return 0;
  return duration('staleness', given, SECOND, 50, LONGEST_STALENESS);
}

function limit(given: SessionLimit | undefined): SessionLimit | undefined {
  if (given === undefined) return undefined;
  onlyKnown('sessions.limit.', given, ['max', 'then']);
  if (!Number.isSafeInteger(given.max) || given.max < 1) {
    throw new ConfigError('sessions.limit.max must be a whole number of at least 1');
  }
  if (given.then !== 'end-oldest' && given.then !== 'refuse') {
    throw new ConfigError("sessions.limit.then must be 'end-oldest' or 'refuse'");
  }
  return given;
}

function clock(given: Clock | undefined): Clock {
  if (given === undefined) return systemClock;
  if (typeof given.now !== 'function' || typeof given.monotonic !== 'function') {
    throw new ConfigError('clock must have now() and monotonic(), both in ms');
  }
  // Stores keep whole milliseconds.
  return { now: () => Math.floor(given.now()), monotonic: () => given.monotonic() };
}

function duration(
  name: string,
  given: number | undefined,
  fallback: number,
  least: number,
  most: number,
): number {
  const value = given ?? fallback;
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new ConfigError(
      `${name} must be a whole number of ms between ${least} and ${most}, not ${String(value)}`,
    );
  }
  return value;
}

function onlyKnown(prefix: string, given: object, known: readonly string[]): void {
  const stranger = Object.keys(given).find((name) => !known.includes(name));
  if (stranger !== undefined) {
    throw new ConfigError(`unknown option ${prefix}${stranger}; known are ${known.join(', ')}`);
  }
}

function isName(value: unknown): value is string {
  return isId(value, 1_024);
}
