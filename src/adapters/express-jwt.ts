import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Curfew } from '../core/curfew.ts';
import { ConfigError } from '../core/errors.ts';
import { bearerToken } from '../http/credentials.ts';
import { BadRequest } from '../http/errors.ts';
import { isDead, remember } from './checked.ts';
import { keepPrivate } from './middleware.ts';
import { headersOf } from './node.ts';

export interface RevokedOptions<R> {
  /** The same `getToken` that express-jwt was given. Default: that of the `Authorization` header. */
  readonly getToken?: (request: R) => string | undefined | Promise<string> | Promise<string | undefined>;
}

/** As much of a request as is used here: Express puts the answer to it in `res`. */
type Request = IncomingMessage & { readonly res?: ServerResponse | undefined };
/** A token as express-jwt decoded it. */
interface Decoded {
  readonly payload: unknown;
}

/**
 * The `isRevoked` of express-jwt: true for a token that is dead, or that Curfew knows nothing of. Rejects with
 * `StoreUnavailable` when nobody can tell, and with `BadRequest` when the request carries another token than the one that
 * express-jwt has verified.
 */
export function isRevoked<R extends Request = Request>(
  curfew: Curfew,
  options: RevokedOptions<R> = {},
): (request: R, token: Decoded | undefined) => Promise<boolean> {
  const { getToken = (request: R) => bearerToken(headersOf(request)) } = options;
  if (typeof curfew?.verify !== 'function') throw new ConfigError('give the Curfew that createCurfew() made');
  return async (request, decoded) => {
    if (request.res) keepPrivate(request.res);
    const token = await getToken(request);
    if (token === undefined) throw new ConfigError('give isRevoked() the getToken that express-jwt has');
    if (!isSame(token, decoded)) throw new BadRequest('the request carries two different access tokens');
    try {
      remember(request, await curfew.verify(token));
      return false;
    } catch (error) {
      if (isDead(error)) return true;
      throw error;
    }
  };
}

/** Whether that is what was decoded: else a live token could speak for a dead one. */
function isSame(token: string, decoded: Decoded | undefined): boolean {
  const [, payload = ''] = token.split('.');
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return JSON.stringify(claims) === JSON.stringify(decoded?.payload);
  } catch {
    return false;
  }
}
