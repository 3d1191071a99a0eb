import { CanceledError, type AxiosAdapter, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import type { ClientSession } from '../client/types.ts';

type Outcome = PromiseSettledResult<AxiosResponse>;

/**
 * Sends a request through `adapter`, below the interceptors and the transforms: those see one answer, whether or not
 * there was a retry. Throws a `CanceledError` when the session is over by then. `carries`: it may have credentials.
 */
export async function guarded(
  session: ClientSession,
  carries: boolean,
  config: InternalAxiosRequestConfig,
  adapter: AxiosAdapter,
): Promise<AxiosResponse> {
  const over = session.signal;
  const signal = config.signal ? AbortSignal.any([over, config.signal as AbortSignal]) : over;

  function check(): void {
    if (over.aborted) throw new CanceledError(undefined, config);
  }

  async function attempt(token: string | undefined): Promise<Outcome> {
    check();
    if (token !== undefined) config.headers.set('Authorization', `Bearer ${token}`);
    else if (carries && session.signedIn) config.withCredentials = true;
    const [outcome] = await Promise.allSettled([adapter({ ...config, signal })]);
    check();
    return outcome;
  }

  const token = carries ? await session.token() : undefined;
  let outcome = await attempt(token);
  if (isRefused(outcome) && carries && session.signedIn) {
    const renewed = await isRenewed(session, token);
    if (renewed) outcome = await attempt(await session.token());
    check();
    if (renewed !== undefined && isRefused(outcome)) {
      void session.expire();
      check();
    }
  }
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

/** Whether there is another token than the one that was refused; undefined when that cannot be known now. */
async function isRenewed(session: ClientSession, refused: string | undefined): Promise<boolean | undefined> {
  try {
    return (await session.token()) !== refused || (await session.refresh());
  } catch {
    return undefined;
  }
}

function isRefused(outcome: Outcome): boolean {
  const reason = (outcome as Partial<PromiseRejectedResult>).reason as
    { response?: AxiosResponse } | undefined;
  const answer = outcome.status === 'fulfilled' ? outcome.value : reason?.response;
  return answer?.status === 401;
}
