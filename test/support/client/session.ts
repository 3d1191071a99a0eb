import { createSession, type ClientOptions, type ClientSession } from '../../../src/client/index.ts';

/** A session in a browser without a page; without `baseUrl`, also without a server. */
export function openSession(options: ClientOptions = {}): ClientSession {
  return createSession({ baseUrl: 'http://127.0.0.1:1/auth', ...options });
}
