import { alone } from './alone.ts';
import { bounded } from './attempt.ts';
import type { ClientOptions } from './options.ts';
import type { Outbox } from './outbox.ts';
import { unique, type Shared } from './shared.ts';
import type { ClientSession, SignIn } from './types.ts';
import { urlOf } from './url.ts';

/** What goes to the server for the session. */
export type Requests = Pick<ClientSession, 'refresh' | 'check' | 'accepts' | 'token' | 'fetch'>;

/** `session.fetch`, for what wants a function. */
export function guardFetch(session: ClientSession): ClientSession['fetch'] {
  return session.fetch;
}

export function requestsOf(
  options: ClientOptions,
  baseUrl: string,
  timeout: number,
  key: string,
  [live, keep]: Shared,
  [has]: Outbox,
  signal: () => AbortSignal,
  look: () => unknown,
  start: (answer: SignIn) => void,
  expire: () => unknown,
): Requests {
  let flight: Promise<unknown> | undefined;
  const { refresh, check: url = `${baseUrl}/session` } = options;

  const renewed = async (stale: string): Promise<void> => {
    const before = live();
    // Another tab was first.
    if (before?.turn !== stale) return;
    const { refreshToken } = before;
    // Undefined when the session is over. Rejects when that cannot be told.
    const answer = await bounded(
      timeout,
      async (ended) => {
        if (refresh) return refresh({ refreshToken, signal: ended });
        const response = await fetch(`${baseUrl}/refresh`, {
          method: 'POST',
          credentials: 'include',
          body: (refreshToken && new URLSearchParams({ refreshToken })) as BodyInit,
          signal: ended,
        });
        if (response.status === 401) return undefined;
        if (!response.ok) throw Error(`${response.status}`);
        return (await response.json()) as SignIn;
      },
      signal(),
    );
    const now = live();
    // Otherwise what came is of a session that nobody is in.
    if (now?.turn !== stale) return;
    if (answer) keep(answer, now.id, now, unique());
    else expire();
  };
  /** Gets new tokens in place of those of the turn `stale`, once however many callers and tabs ask. */
  const renew = async (stale = live()?.turn): Promise<boolean> => {
    if (stale) {
      await (flight ??= alone(`${key}:refresh`, () => renewed(stale)).finally(() => (flight = undefined)));
    }
    return !!live();
  };

  const token = async (): Promise<string | undefined> => {
    if ((live()?.expiresAt as number) < Date.now()) await renew();
    return live()?.accessToken;
  };
  const accepts = (at: string | URL): boolean =>
    [globalThis.origin, urlOf(baseUrl)?.origin, ...(options.origins ?? [])].includes(`${urlOf(at)?.origin}`);

  const guarded: ClientSession['fetch'] = async (input, init) => {
    const ended = signal();
    const request = new Request(input, init);
    // What has credentials of its own is none of the session's.
    const ours = live() && accepts(request.url) && !request.headers.has('authorization');
    let turn: string | undefined;
    const send = async (one: Request): Promise<Response> => {
      const carried = ours && (await token());
      turn = live()?.turn;
      if (carried) one.headers.set('authorization', `Bearer ${carried}`);
      return fetch(one, { signal: AbortSignal.any([one.signal, ended]) });
    };
    const again = request.clone();
    let response = await send(request);
    if (ours && response.status === 401 && (await renew(turn))) {
      response = await send(again);
      if (response.status === 401) expire();
    }
    look();
    ended.throwIfAborted();
    return response;
  };

  const check = async (): Promise<boolean> => {
    try {
      if (url) {
        const under = live()?.under;
        const response = await guarded(url, { credentials: 'include', signal: AbortSignal.timeout(timeout) });
        if (response.ok) {
          const answer = (await response.json()) as SignIn;
          const now = live();
          const session = (answer.session ?? now?.id) as string;
          // Somebody may have signed in or out: then the answer is of another time.
          if (now?.under === under && !has(session)) start({ ...answer, session });
        }
      }
    } catch {
      // An outage, or a sign-out.
    }
    return !!live();
  };
  return { refresh: () => renew(), check, accepts, token, fetch: guarded };
}
