import { MemoryStore } from '../../src/stores/memory/memory-store.ts';
import { parseCursor } from '../../src/core/position.ts';
import { foreignSecret, type NewSession, type StoredSession } from '../../src/core/session.ts';
import { SessionFinder } from '../../src/core/session-finder.ts';
import { Sessions } from '../../src/core/sessions.ts';
import type { Store } from '../../src/core/store.ts';
import { systemTimers } from '../../src/core/timers.ts';
import type { VerifiedToken } from '../../src/core/token.ts';
import { TestClock } from './clock.ts';
import { overriding } from './node.ts';

export const OWN = 'https://api.test';
export const OTHER = 'https://other.test';
export const IDLE = 10_000;
export const ABSOLUTE = 60_000;

export interface KnownSessions {
  readonly sessions: Sessions;
  readonly clock: TestClock;
  /** The store without what is done in another way. */
  readonly plain: Store;
  /** The sessions that were ended because they were idle. */
  readonly lapsed: string[];
  /** How far what both clocks agree on lags behind what one of them says, ms. */
  readonly past: { lag: number };
  /** Opens a session in the store, and answers it with a token of it. */
  open(id: string, more?: Partial<NewSession>): Promise<[VerifiedToken, StoredSession]>;
}

/** The sessions that a node knows, which lists its own or anybody’s, in a store of their own that stands still in time. */
export function knownSessions(methods: Partial<Store> = {}, whose: 'own' | 'any' = 'own'): KnownSessions {
  const clock = new TestClock();
  const plain = new MemoryStore(clock, systemTimers);
  void plain.attach();
  const store = overriding(plain, methods);
  const lapsed: string[] = [];
  const past = { lag: 0 };
  const sessions = new Sessions({
    store,
    clock,
    timers: systemTimers,
    idle: IDLE,
    issuer: whose === 'own' ? OWN : undefined,
    surelyPast: () => clock.now() - past.lag,
    finder: new SessionFinder(store, clock, ABSOLUTE, async () => undefined),
    lapse: async ({ id }) => void lapsed.push(id),
  });
  async function open(id: string, more: Partial<NewSession> = {}): Promise<[VerifiedToken, StoredSession]> {
    const now = clock.now();
    const times = { startedAt: now, seenAt: now, expiresAt: now + ABSOLUTE };
    await plain.open({ id, subject: 'alice', issuer: OWN, secret: 'hush', ...times, ...more });
    const stored = await plain.session(id);
    const log = parseCursor(stored?.began);
    if (!stored || !log) throw new Error('no session');
    const { issuer: of, subject, client, tenant, startedAt: issuedAt } = stored;
    const bond = of === OWN ? { incarnation: log.incarnation, minted: log.position } : undefined;
    const token: VerifiedToken = {
      issuer: of,
      subject,
      session: id,
      token: 'one',
      issuedAt,
      expiresAt: now + 1_000,
      began: log.position,
      claims: {},
      ...(client === undefined ? {} : { client }),
      ...(tenant === undefined ? {} : { tenant }),
      ...(bond && { bond }),
    };
    return [token, stored];
  }
  return { clock, plain, sessions, lapsed, past, open };
}

/** What makes a session one of another issuer. */
export const FOREIGN: Pick<NewSession, 'issuer' | 'secret'> = { issuer: OTHER, secret: foreignSecret() };
