import type { Curfew } from '../core/curfew.ts';
import { ConfigError } from '../core/errors.ts';
import { TrackedSessions } from '../http/tracked-sessions.ts';
import { answer, asked, type Done } from './callbacks.ts';

/** What is used of a store of express-session. */
export interface SessionStore {
  get(sid: string, done: (error: unknown, data?: unknown) => void): unknown;
  set(sid: string, data: never, done?: (error?: unknown) => void): unknown;
  destroy(sid: string, done?: (error?: unknown) => void): unknown;
}

/** The data of a session, as the store declares it: any of it may be missing. */
export type DataOf<S> = S extends { set(sid: string, data: infer D, ...more: never[]): unknown }
  ? Partial<D>
  : never;

export interface FinalStoreOptions<D> {
  /** Whose a session is, once somebody has signed in: by the data that your login puts into it. */
  readonly subject: (data: D) => string | null | undefined;
  /** The client that these sessions are opened for; default `'express-session'`. `clear()` ends them all. */
  readonly client?: string;
}

type Sessions = object[] | Record<string, object> | null;

/** All that a store may have. */
interface Inner {
  get(sid: string, done: Done<object | null>): void;
  set(sid: string, data: object, done: Done): void;
  touch?(sid: string, data: object, done: Done): void;
  destroy(sid: string, done: Done): void;
  all?(done: Done<Sessions>): void;
  clear?(done: Done): void;
  createSession(request: object, data: object): object;
  on(event: string, listener: () => void): void;
}

/**
 * `store`, with logouts that are final: what was destroyed is not brought back by a request that was under way, in
 * whichever process, and every node of `curfew` refuses it. When that cannot be told, or the store cannot be reached, the
 * error has the status 503, and nobody is signed out.
 */
export function finalStore<S extends SessionStore>(
  curfew: Curfew,
  store: S,
  options: FinalStoreOptions<DataOf<S>>,
): S {
  if (typeof store?.get !== 'function') throw new ConfigError('give the store of express-session to wrap');
  const inner = store as unknown as Inner;
  const { subject, client = 'express-session' } = options;
  const tracked = new TrackedSessions(curfew, subject as (data: object) => string | undefined, client);
  const destroy = (sid: string): Promise<unknown> => asked((done) => inner.destroy(sid, done));

  async function end(sid: string): Promise<void> {
    const isEnded = await tracked.end(sid);
    // From here on it is over, whether or not its data could be removed.
    await destroy(sid).catch((error: unknown) => isEnded || Promise.reject(error as Error));
  }

  async function save(sid: string, data: object): Promise<void> {
    const verdict = await tracked.judge(sid, data);
    if (verdict === 'end') return end(sid);
    if (verdict === 'drop') return;
    await asked((written) => inner.set(sid, data, written));
    // A logout may have come in between: then this has just brought the data back, though nobody would believe it.
    if (!(await tracked.isAlive(sid, data))) await destroy(sid);
  }

  async function living(sessions: Sessions | undefined): Promise<Sessions> {
    const entries = Object.entries(sessions ?? {}).map(([key, data]) => [sidOf(data) ?? key, data] as const);
    const alive = await Promise.all(entries.map(([sid, data]) => tracked.isAlive(sid, data)));
    const left = entries.filter((_, index) => alive[index]);
    return Array.isArray(sessions) ? left.map(([, data]) => data) : Object.fromEntries(left);
  }

  const methods = {
    get: (sid: string, done: Done) =>
      answer(done, async () => {
        const data = await asked<object | null>((found) => inner.get(sid, found));
        return data && (await tracked.isAlive(sid, data)) ? data : null;
      }),
    set: (sid: string, data: object, done?: Done) => answer(done, () => save(sid, data)),
    touch: (sid: string, data: object, done?: Done) =>
      answer(done, async () => {
        if (await tracked.isAlive(sid, data)) await asked((touched) => inner.touch?.(sid, data, touched));
      }),
    destroy: (sid: string, done?: Done) => answer(done, () => end(sid)),
    all: (done: Done) => answer(done, async () => living(await asked((found) => inner.all?.(found)))),
    clear: (done?: Done) =>
      answer(done, async () => void (await tracked.endAll(), await asked((gone) => inner.clear?.(gone)))),
    createSession(request: object, data: object): object {
      const session = inner.createSession(request, data);
      tracked.loaded(session);
      return session;
    },
    // Without a store, express-session would go on without sessions: everybody would be signed out.
    on: (event: string, listener: () => void) => event === 'disconnect' || inner.on(event, listener),
  };

  const proxy: S = new Proxy(store, {
    get(target, name): unknown {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (Object.hasOwn(methods, name)) return Reflect.get(methods, name);
      // These two, which every store inherits, are made of the others.
      return value.bind(name === 'regenerate' || name === 'load' ? proxy : target);
    },
  });
  return proxy;
}

/** Some stores put it into what they list. */
function sidOf(data: object): string | undefined {
  return 'id' in data && typeof data.id === 'string' ? data.id : undefined;
}
