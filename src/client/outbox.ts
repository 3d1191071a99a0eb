import { alone } from './alone.ts';
import { attempt, bounded } from './attempt.ts';
import type { Kept } from './kept.ts';
import type { Live } from './shared.ts';
import type { LogoutReport } from './types.ts';

/** A logout that the server has not confirmed. It holds no token: a ticket can only end its session. */
interface Unconfirmed {
  readonly id: string;
  readonly ticket: string;
  readonly url: string;
  /** When the session is over by itself, ms since the epoch, as far as that is known. */
  readonly until?: number | undefined;
}

/** The logouts that the server has yet to confirm. A tuple, for its size. */
export type Outbox = readonly [
  /** Whether `id` was signed out here. */
  has: (id: string) => boolean,
  /**
   * Has the server told, and keeps the ticket until it has confirmed it: the `first` time with all that this browser has.
   * Never rejects. Takes about `timeout` at most; then it goes on by itself.
   */
  send: (was: Live, first: boolean) => Promise<LogoutReport['server']>,
  /** Tells the server again, and goes on with growing pauses while something is left. Resolves after the first try. */
  flush: () => Promise<void>,
  /** Tells it at once, even if another tab does so: this page goes away. */
  hurry: () => unknown,
  /** A session has begun: stops what goes with cookies, since they are that session's now. */
  yieldTo: () => void,
];

/** What is told again goes without cookies, or it would end the session that has begun since. */
export function outboxOf(key: string, [get, set]: Kept, logoutUrl: string, timeout: number): Outbox {
  let leaving = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = 1e3;

  const all = (): Unconfirmed[] =>
    attempt(() =>
      (JSON.parse(get(':outbox') as string) as Unconfirmed[]).filter(
        ({ until }) => !((until as number) < Date.now()),
      ),
    ) ?? [];
  const keep = (list: readonly Unconfirmed[]): void => set(':outbox', list[0] && JSON.stringify(list));
  const has = (id: string): boolean => all().some((one) => one.id === id);

  const post = (url: string, ticket: string | undefined, init: RequestInit): Promise<unknown> =>
    bounded(timeout, async (signal) => {
      // A form, so that another origin needs no preflight: that would not outlive the page.
      const body = (ticket && new URLSearchParams({ ticket })) as BodyInit;
      const { ok } = await fetch(url, { method: 'POST', body, signal, ...init });
      if (ok) keep(all().filter((one) => one.ticket !== ticket));
      return ok;
    }).catch(() => false);

  const later = (): void => {
    clearTimeout(timer);
    if (all()[0]) timer = setTimeout(flush, pause, Math.min(pause * 2, 3e5));
  };
  const again = (): Promise<unknown> =>
    Promise.all(all().map(({ url, ticket }) => post(url, ticket, { credentials: 'omit', keepalive: true })));
  /** Only a pause that has passed makes the next one longer: whoever looks at a page does not. */
  const flush = async (next = pause): Promise<void> => {
    pause = next;
    if (!all()[0]) return;
    await alone(`${key}:send`, again);
    later();
  };
  const send: Outbox[1] = async ({ id, ticket, accessToken, refreshExpiresAt: until }, first) => {
    pause = 1e3;
    if (ticket) keep([...all(), { id, ticket, url: logoutUrl, until }]);
    const ok =
      first &&
      (await post(logoutUrl, ticket, {
        credentials: 'include',
        // Without a ticket, the server has to be shown what it shall end.
        headers: ticket || !accessToken ? {} : { authorization: `Bearer ${accessToken}` },
        signal: leaving.signal,
      }));
    await (first ? later() : flush());
    return ok ? 'revoked' : has(id) ? 'queued' : 'none';
  };
  const yieldTo = (): void => {
    leaving.abort();
    leaving = new AbortController();
  };
  return [has, send, flush, again, yieldTo];
}
