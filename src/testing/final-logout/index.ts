import assert from 'node:assert';
import { hasCredentials, variants } from './credentials.ts';
import { judgeOf, type Judged } from './judge.ts';
import { login, refreshed, type AppLogin, type AppStep } from './person.ts';
import { send, type AppFetch, type Prepared } from './request.ts';
import type { SignedIn } from './signed-in.ts';

/** An application whose logout is put to the test. `T` is what `login` answers, and what the other steps are given. */
export interface FinalLogoutOptions<T = SignedIn> {
  readonly fetch: AppFetch;
  readonly login: AppLogin<T>;
  /** A read that only who is signed in may make. */
  readonly me: AppStep<T>;
  readonly logout: AppStep<T>;
  /** Gets new tokens, where there is such a thing. */
  readonly refresh?: AppStep<T>;
}

/**
 * Logs in and out, and demands that access is over: that the request that worked before the logout does not work after it, in any
 * spelling of its credentials; that the refresh token gives nothing that opens `me`; and that a new login revives nothing.
 * Rejects with an `AssertionError` that says what still worked, and with one too when that cannot be told. Needs no test runner.
 */
export async function expectFinalLogout<T = SignedIn>(options: FinalLogoutOptions<T>): Promise<void> {
  const { fetch } = options;
  const alice = await login(fetch, options.login);
  const me = await alice.request(options.me);
  assert.ok(
    hasCredentials(me),
    `${me.url} is asked without a credential: show it in \`me\`, or let \`login\` be the request or answer its Response`,
  );
  const judge = await judgeOf(fetch, me);
  const spellings = await alive(judge, [{ how: 'as it was', request: me }, ...variants(me)]);

  if (options.refresh) {
    const other = await login(fetch, options.login);
    const answer = await send(fetch, await other.request(options.refresh));
    assert.ok(answer.ok, `the refresh was answered ${answer.status} before the logout`);
  }
  const renewal = options.refresh && (await alice.request(options.refresh));
  const logout = await alice.request(options.logout);
  const answer = await send(fetch, logout);
  assert.ok(answer.status < 400, `${nameOf(logout)} was answered ${answer.status}`);

  const left: string[] = [];
  const demand = async (request: Prepared, what: string): Promise<void> => {
    const { state, status } = await judge(request);
    if (state === 'alive') left.push(`${what} still opened ${nameOf(me)}`);
    if (state === 'unclear')
      left.push(`${what} was answered ${status}, as neither a stranger is nor who is signed in`);
  };
  for (const { how, request } of spellings) await demand(request, `the credential (${how})`);
  if (renewal) {
    const successor = await refreshed(alice, await send(fetch, renewal));
    if (successor) await demand(await successor.request(options.me), 'what the refresh token gave');
  }
  await login(fetch, options.login);
  if (left.length === 0) await demand(me, 'the credential, once the same user had signed in again,');
  assert.ok(left.length === 0, `After the logout ${left.join('; ')}.`);
}

/** Those that open `me` before the logout: only they say anything after it. */
async function alive<V extends { readonly request: Prepared }>(
  judge: Judged,
  all: readonly V[],
): Promise<V[]> {
  const opened: V[] = [];
  for (const one of all) if ((await judge(one.request)).state === 'alive') opened.push(one);
  return opened;
}

function nameOf({ method, url }: Prepared): string {
  return `${method} ${url}`;
}
