import { attempt } from './attempt.ts';
import { cleanUp } from './clean-up.ts';
import { examine, type ClientOptions } from './options.ts';
import { outboxOf } from './outbox.ts';
import { requestsOf } from './requests.ts';
import { keptBy } from './kept.ts';
import { sharedIn, unique, type Live } from './shared.ts';
import type { ClientSession, LogoutReport, PurgeStep, SignIn } from './types.ts';
import { veil } from './veil.ts';

function added<T>(all: Set<T>, one: T): () => void {
  all.add(one);
  return () => void all.delete(one);
}

/** The login state of this browser. Throws a TypeError for a wrong option, and nothing else. */
export function createSession(options: ClientOptions = {}): ClientSession {
  examine(options);
  const { name = 'curfew', baseUrl = '/auth', timeout = 5_000, purgeTimeout = 1_000, onSignedOut } = options;
  const key = `curfew:${name}`;
  const groups = new Set<readonly PurgeStep[]>();
  const listeners = new Set<() => void>();
  const closing = new AbortController();
  let controller = new AbortController();
  let epoch = 0;
  let flight: Promise<LogoutReport> | undefined;
  let channel: BroadcastChannel | undefined;

  const kept = keptBy(key);
  const all = sharedIn(kept, options.tokens === 'local');
  const [live, keep, mine, shared, adopt, abandon, revoke] = all;
  const outbox = outboxOf(key, kept, options.logoutUrl ?? `${baseUrl}/logout`, timeout);
  const [has, send, flush, hurry, yieldTo] = outbox;
  const signal = (): AbortSignal => controller.signal;
  // What others throw is reported as uncaught.
  const calmly = (call: () => unknown): unknown => attempt(call, globalThis.reportError);
  const notify = (): void => listeners.forEach(calmly);
  const enter = (): void => {
    yieldTo();
    notify();
  };
  /** Has the other tabs look. */
  const tell = (): unknown => attempt(() => channel?.postMessage(0));

  /**
   * The end in this tab; of the session `was`, in every tab. The server is told of that: for the `first` time, or of what
   * was left over. When that is undefined, somebody else has ended it.
   */
  const end = (was?: Live, first?: boolean): Promise<LogoutReport> => {
    let told: Promise<LogoutReport['server']> | undefined;
    if (was) {
      // First what is left to tell: a tab that finds the session over looks there whether it is being told.
      if (first !== undefined) told = send(was, first);
      revoke();
      tell();
    }
    // There before anything runs: a step that logs out gets this one.
    const done = (flight = Promise.resolve().then(async () => {
      const errors = await cleaned;
      const report: LogoutReport = {
        local: errors[0] ? 'partial' : 'clean',
        server: (await told) ?? 'none',
        remote: first === undefined,
        errors,
      };
      // Who has signed in here since must not be sent away.
      if (flight === done) {
        calmly(() => onSignedOut?.(report));
        flight = undefined;
      }
      return report;
    }));
    abandon();
    epoch += 1;
    controller.abort();
    controller = new AbortController();
    const cleaned = cleanUp([...groups].flat(), purgeTimeout);
    notify();
    return done;
  };

  /** Looks at what all tabs share: leaves a session that is over, and enters one that has begun elsewhere. */
  const look = (): Promise<LogoutReport> | undefined => {
    const was = mine();
    let done: Promise<LogoutReport> | undefined;
    if (was && !live()) {
      // Whoever has ended it may not have had its ticket.
      if (!has(was.id)) void send(was, false);
      done = end();
    }
    if (adopt()) enter();
    return done;
  };
  /** Defined when there is nothing to end: it is ending, or what lives now is not what this tab was in. */
  const ending = (): Promise<LogoutReport> | undefined => look() ?? (live() ? undefined : flight);
  const logout = (): Promise<LogoutReport> => ending() ?? end(shared(), true);
  const expire = (): Promise<LogoutReport> => ending() ?? end(live());

  const start = (answer: SignIn): void => {
    void look();
    const id = answer.session || unique();
    const was = shared();
    const entered = live()?.id !== id;
    if (was && was.id !== id) void end(was, false);
    keep(answer, id, was);
    if (!entered) return;
    tell();
    enter();
    flight = undefined;
  };

  const requests = requestsOf(options, baseUrl, timeout, key, all, outbox, signal, look, start, expire);

  /** Whether a page that was kept may be shown again. */
  const returned = async (): Promise<boolean> => {
    const began = epoch;
    const was = mine();
    void look();
    if (live()) await requests.check();
    if (was && epoch === began) return true;
    // For whoever goes nowhere else: what this page shows is of a session that is over.
    setTimeout(() => location.reload(), 2_000);
    return false;
  };

  // On a server a channel would keep the process alive.
  if (globalThis.document) {
    const listen = <E extends Event>(type: string, heard: (event: E) => unknown): void =>
      addEventListener(type, heard as (event: Event) => void, { signal: closing.signal });
    attempt(() => {
      channel = new BroadcastChannel(key);
      channel.onmessage = () => {
        // Without storage there is nothing to look at.
        attempt(() => localStorage, revoke);
        void look();
      };
    });
    listen('storage', look);
    const wake = (): void => {
      void look();
      void flush();
    };
    listen('pagehide', hurry);
    listen('online', wake);
    listen('visibilitychange', wake);
    if (options.veil !== false) veil(listen, () => mine() || epoch, returned);
  }
  adopt();
  void flush();

  return {
    name,
    get id() {
      return live()?.id;
    },
    get signedIn() {
      return !!live();
    },
    get epoch() {
      return epoch;
    },
    get signal() {
      return controller.signal;
    },
    ...requests,
    start,
    logout,
    expire,
    clears: (...steps) => added(groups, steps),
    subscribe: (listener) => added(listeners, listener),
    close() {
      closing.abort();
      channel?.close();
    },
  };
}
