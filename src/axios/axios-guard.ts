import { getAdapter, type AxiosInstance } from 'axios';
import type { ClientSession } from '../client/types.ts';
import { guarded } from './guarded.ts';

export interface AxiosGuardOptions {
  /**
   * Which requests are left alone, by their URL. Default: those whose path ends in `/logout` or `/refresh`. A request
   * that the session itself waits for must be among them.
   */
  readonly skip?: (url: string) => boolean;
}

/**
 * Guards the requests of `instance`. The sign-out cancels them all. Those that may carry credentials get the access
 * token; a 401 leads to one refresh and one retry, and when that does not help, to the end of the session: never to
 * more. An outage ends nothing. The answer takes the guard off.
 */
export function axiosGuard(
  session: ClientSession,
  instance: AxiosInstance,
  { skip = isOwn }: AxiosGuardOptions = {},
): () => void {
  const guard = instance.interceptors.request.use((config) => {
    const url = instance.getUri(config);
    if (skip(url)) return config;
    // Whoever sends the request again, with the configuration of its answer, passes here again: once, not twice.
    const { adapter } = config;
    return {
      ...config,
      adapter: (sent) =>
        guarded(session, session.accepts(url), Object.assign(sent, { adapter }), getAdapter(adapter, sent)),
    };
  });
  return () => instance.interceptors.request.eject(guard);
}

function isOwn(url: string): boolean {
  return /\/(logout|refresh)\/?([?#]|$)/.test(url);
}
