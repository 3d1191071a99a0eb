import { bounded } from './bounded-store.ts';
import { Check } from './check.ts';
import { ConfigError, StoreUnavailable, TokenExpired, TokenRevoked } from './errors.ts';
import type { Emitter } from './events.ts';
import { Keyring } from './keyring.ts';
import { LONGEST_STALENESS, RECOVERY } from './limits.ts';
import { Login } from './login.ts';
import { Logout } from './logout.ts';
import type { Settings } from './options.ts';
import { Recorder } from './recorder.ts';
import { Recovery } from './recovery.ts';
import { Replica, type ReplicaListener } from './replica.ts';
import { Sessions } from './sessions.ts';
import { Signals } from './signals.ts';
import type { Attached, Store } from './store.ts';
import { Survivors } from './survivors.ts';
import { sleep, type Timers } from './timers.ts';
import { AccessTokens, type VerifiedToken } from './token.ts';

/** The parts of one node, joined to its store. */
export interface Parts {
  readonly replica: Replica;
  readonly sessions: Sessions;
  readonly logout: Logout;
  /** What only a node with an issuer has. */
  readonly issuing: Issuing | undefined;
}

interface Issuing {
  readonly keyring: Keyring;
  readonly signals: Signals;
  readonly check: Check;
  readonly login: Login;
}

/** What only a node with an issuer has. Throws `ConfigError` for one without. */
export function issuing(parts: Parts): Issuing {
  if (parts.issuing) return parts.issuing;
  throw new ConfigError(
    'this Curfew has no issuer: give createCurfew() one, or use only revoke and sessions',
  );
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
      signals.lose((token) => token.incarnation !== incarnation);
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
    const lost = token.incarnation !== replica.incarnation;
    return lost || replica.denylist.find(token) ? new TokenRevoked('the token was revoked') : undefined;
  };
  const { issuer } = settings;
  const keyring = issuer && new Keyring(issuer.keys, clock, timers, () => check?.clear());
  const tokens =
    keyring && issuer && new AccessTokens(issuer.name, issuer.audience, issuer.lifetime, keyring);

  const signals = new Signals(clock, timers, dead);
  // A node that follows the log shares its staleness with all others; one that only revokes cannot be sure of theirs.
  const recorder = new Recorder(store, replica, issuer ? staleness : LONGEST_STALENESS, clock, timers);
  const logout = new Logout({ settings, store, keyring, tokens, replica, recorder });
  const sessions = new Sessions({
    store,
    clock,
    timers,
    idle: settings.idle,
    issuer: issuer?.name,
    surelyPast: () => replica.surelyPast(),
    confirm: () => replica.sync(),
    lapse: (session) => logout.lapse(session),
  });
  const survivors = new Survivors(signals, sessions, timers);
  const check = tokens && new Check(tokens, replica, sessions, clock, events);
  if (!keyring || !tokens || !check) return { replica, sessions, logout, issuing: undefined };

  const login = new Login({ settings, store, keyring, tokens, replica, sessions, recorder, events });
  void replica.follow();
  return { replica, sessions, logout, issuing: { keyring, signals, check, login } };
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
