import { prepared, send, type AppFetch, type AppRequest, type Prepared } from './request.ts';
import { signedIn, type SignedIn } from './signed-in.ts';

/** A request, or what makes one for somebody who signed in. */
export type AppStep<T> = AppRequest | ((who: T) => AppRequest | Promise<AppRequest>);

/** Somebody who signed in, and their requests, the same bytes each time. */
export interface Person<T> {
  readonly who: T;
  request(step: AppStep<T>): Promise<Prepared>;
}

/** What signs in: a request, whose answer is read for tokens and cookies; or a function that answers what the steps need. */
export type AppLogin<T> = AppRequest | ((fetch: AppFetch) => T | Response | Promise<T | Response>);

export async function login<T>(fetch: AppFetch, how: AppLogin<T>): Promise<Person<T>> {
  const came = typeof how === 'function' ? await how(fetch) : await send(fetch, await prepared(how, {}));
  if (!(came instanceof Response)) return person(came, typeof came === 'string' ? bearer(came) : {});
  if (came.status >= 400) throw new Error(`the login was answered ${came.status}`);
  const who = await signedIn(came);
  return person(who as T, who.headers);
}

/** The person after a refresh; undefined when its answer gave nothing new. */
export async function refreshed<T>(before: Person<T>, response: Response): Promise<Person<T> | undefined> {
  if (!response.ok) return undefined;
  const old = isSignedIn(before.who) ? before.who : undefined;
  const who = await signedIn(response, old);
  const gave = (one: SignedIn | undefined): string => JSON.stringify(one?.headers ?? {});
  return gave(who) === gave(old) ? undefined : person(who as T, who.headers);
}

function person<T>(who: T, own: Readonly<Record<string, string>>): Person<T> {
  return {
    who,
    request: async (step) => prepared(typeof step === 'function' ? await step(who) : step, own),
  };
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

function isSignedIn(who: unknown): who is SignedIn {
  return typeof who === 'object' && who !== null && 'headers' in who && 'body' in who;
}
