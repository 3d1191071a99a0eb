import { StoreUnavailable, type NewSession, type Revocation, type Store } from '../../src/index.ts';
import { codeOf } from './node.ts';

/** A session's end, to be kept for an hour. */
export function fact(id: string, more: Partial<Revocation> = {}): Revocation {
  const now = Date.now();
  return { kind: 'session', id, issuer: 'i', at: now, expiresAt: now + 3_600_000, ...more };
}

/** The store, attached. One that is empty is in doubt; here, nobody can have anything to say about it. */
export async function begun(store: Store): Promise<Store> {
  try {
    await store.attach(1_000);
  } catch (error) {
    if (!(error instanceof StoreUnavailable) || !error.doubt) throw error;
    await store.renew(error.doubt.id);
    await store.attach(1_000);
  }
  return store;
}

/** The same, detached again. */
export async function begunBefore(store: Store): Promise<Store> {
  await (await begun(store)).close();
  return store;
}

/** The store, attached, and closed whatever happens. */
export async function attached(store: Store, staleness: number = 1_000): Promise<Store & AsyncDisposable> {
  await store.attach(staleness);
  return Object.assign(store, { [Symbol.asyncDispose]: () => store.close() });
}

export async function works(call: () => Promise<unknown>): Promise<boolean> {
  return (await codeOf(call())) === 'fulfilled';
}

/** What a call comes to, and how long that takes, ms. */
export async function timed(call: () => Promise<unknown>): Promise<{ code: string; took: number }> {
  const started = performance.now();
  const code = await codeOf(call());
  return { code, took: performance.now() - started };
}

/** A session that begins now and lasts for an hour. */
export function newSession(more: Partial<NewSession> = {}): NewSession {
  const now = Date.now();
  const times = { startedAt: now, seenAt: now, expiresAt: now + 3_600_000 };
  return { id: crypto.randomUUID(), subject: 'alice', issuer: 'i', secret: 's', ...times, ...more };
}
