import { bounded } from './bounded-store.ts';
import { Check } from './check.ts';
import { ConfigError, StoreUnavailable, TokenExpired, TokenRevoked } from './errors.ts';
import type { Emitter } from './events.ts';
import { Introspector } from './introspector.ts';
import { Keyring } from './keyring.ts';
import { LONGEST_STALENESS, RECOVERY } from './limits.ts';
import { Login } from './login.ts';
import { Logout } from './logout.ts';
import type { Settings } from './options.ts';
import { Recorder } from './recorder.ts';
import { Recovery } from './recovery.ts';
import { Replica, type ReplicaListener } from './replica.ts';
import { SessionFinder } from './session-finder.ts';
import { SessionReader } from './session-reader.ts';
import { Sessions } from './sessions.ts';
import { Signals } from './signals.ts';
import type { Attached, Store } from './store.ts';
import { Survivors } from './survivors.ts';
import { sleep, type Timers } from './timers.ts';
import { isOlder } from './incarnation.ts';
import { AccessTokens, type VerifiedToken } from './token.ts';
import { TokenReader } from './token-reader.ts';
import { ForeignTokens } from './trust/foreign-tokens.ts';
import { Statements } from './trust/statements.ts';

/** The parts of one node, joined to its store. */
export interface Parts {
  readonly replica: Replica;
  readonly sessions: Sessions;
  readonly logout: Logout;
  /** What only a node has that accepts somebody's tokens. */
  readonly verifying: Verifying | undefined;
  /** What only a node with an issuer has. */
  readonly issuing: Issuing | undefined;
}

interface Verifying {
  readonly signals: Signals;
  readonly check: Check;
  readonly introspector: Introspector;
  readonly statements: Statements;
}

interface Issuing {
  readonly keyring: Keyring;
  readonly login: Login;
  /** For what names a session, and is no token. */
  readonly named: Check;
}

/** What only a node has that accepts somebody's tokens. Throws `ConfigError` for one that does not. */
export function verifying(parts: Parts): Verifying {
  if (parts.verifying) return parts.verifying;
  throw new ConfigError(
    'this Curfew accepts no tokens: give createCurfew() an issuer or trust, or use only revoke and sessions',
  );
}

/** What only a node with an issuer has. Throws `ConfigError` for one without. */
export function issuing(parts: Parts): Issuing {
  if (parts.issuing) return parts.issuing;
  throw new ConfigError('this Curfew issues no tokens: give createCurfew() an issuer');
}

/** Joins the store and builds the node's parts. A node that can verify follows the log from now on. */
export async function join(settings: Settings, timers: Timers, events: Emitter): Promise<Parts> {
  const { clock } = settings;
  const store = bounded(settings.store, timers);
  const attached = await attach(store, settings, timers);
  const { staleness } = attached;

  const listener: ReplicaListener = {
    learned(fact) {
      sessions.apply(fact);
      signals.apply(fact);
      const { kind, id, issuer, at, reason, by } = fact;
      events.emit('revoked', { kind, id, issuer, at, ...(reason && { reason }), ...(by && { by }) });
    },
    changedLog(incarnation) {
      sessions.clear();
      signals.lose((token) => isLost(token, incarnation));
    },
    stale: (since, reason) => events.emit('stale', { since, reason }),
    fresh: (after) => events.emit('fresh', { after }),
    amnesia: (incarnation, reason) => events.emit('amnesia', { incarnation, reason }),
    restored(incarnation, reason) {
      void survivors.review();
      events.emit('restored', { incarnation, reason });
    },
    giveUp: () => sessions.giveUp(),
  };
  const replica = new Replica({ store, attached, clock, timers, listener });
  const dead = (token: VerifiedToken): Error | undefined => {
    if (clock.now() >= token.expiresAt) return new TokenExpired('the token expired');
    const lost = replica.incarnation === undefined || isLost(token, replica.incarnation);
    return lost || replica.denylist.find(token) ? new TokenRevoked('the token was revoked') : undefined;
  };
  const { issuer, trust } = settings;
  const changedKeys = (): void => check?.clear();
  const keyring = issuer && new Keyring(issuer.keys, clock, timers, changedKeys);
  const own = keyring && issuer && new AccessTokens(issuer.name, issuer.audience, issuer.lifetime, keyring);
  const foreign = trust.map((one) => new ForeignTokens(one, clock, timers, changedKeys));
  const tokens = own || foreign.length > 0 ? new TokenReader(own, foreign) : undefined;

  const signals = new Signals(clock, timers, dead);
  // A node that follows the log shares its staleness with all others; one that only revokes cannot be sure of theirs.
  const recorder = new Recorder(store, replica, tokens ? staleness : LONGEST_STALENESS, clock, timers);
  const logout = new Logout({ settings, store, keyring, tokens, replica, recorder });
  const sessions = new Sessions({
    store,
    clock,
    timers,
    idle: settings.idle,
    issuer: issuer?.name ?? (trust.length === 1 ? trust[0]?.issuer : undefined),
    surelyPast: () => replica.surelyPast(),
    finder: new SessionFinder(store, clock, settings.absolute, () => replica.sync()),
    lapse: (session) => logout.lapse(session),
  });
  const survivors = new Survivors(signals, sessions, timers);
  const checking = { replica, sessions, clock, timers, events };
  const check = tokens && new Check({ tokens, ...checking });
  const statements = new Statements({ settings, store, recorder, foreign, events, timers });
  if (check) void replica.follow();
  const introspector =
    check && tokens && new Introspector({ settings, check, tokens, keyring, sessions, replica });
  const login =
    keyring &&
    own &&
    new Login({ settings, store, keyring, tokens: own, replica, sessions, recorder, events });
  // A cache of its own: what names a session must never pass for a token.
  const reader = own && new SessionReader(sessions, timers, own.issuer);
  const named = reader && new Check({ tokens: reader, ...checking });
  return {
    replica,
    sessions,
    logout,
    verifying: check && introspector && { signals, check, introspector, statements },
    issuing: keyring && login && named && { keyring, login, named },
  };
}

/** Whether a token cannot be one of that life of the log. */
function isLost({ bond, issuedAt }: VerifiedToken, incarnation: string): boolean {
  return bond ? bond.incarnation !== incarnation : isOlder(issuedAt, incarnation);
}

/** How often a node that joins looks whether the doubt about its store is over, ms. */
const LOOK = 100;

/** Joins the store. One in doubt is given the time that a node which remembers needs to vouch for it. */
async function attach(store: Store, { staleness, clock }: Settings, timers: Timers): Promise<Attached> {
  const recovery = new Recovery(store, 0, clock);
  const nothing = { log: undefined, age: Infinity, facts: () => [] };
  for (let waited = 0; ; waited += LOOK) {
    try {
      return await store.attach(staleness);
    } catch (error) {
      const doubt = error instanceof StoreUnavailable ? error.doubt : undefined;
      if (!doubt || waited > 2 * RECOVERY) throw error;
      await recovery.face(doubt, nothing);
      await sleep(timers, LOOK);
    }
  }
}
