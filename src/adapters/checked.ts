import type { Auth } from '../core/auth.ts';
import { CurfewError } from '../core/errors.ts';

const auths = new WeakMap<object, Auth>();

/** Notes who sent a request that was let in. */
export function remember(request: object, auth: Auth): void {
  auths.set(request, auth);
}

/** Who sent a request that the strategy, or `isRevoked`, let in. Throws a `TypeError` for one that came past them. */
export function authOf(request: object): Auth {
  const auth = auths.get(request);
  if (!auth) throw new TypeError('nobody has checked this request');
  return auth;
}

/** Whether an error says that nobody is signed in, rather than that it cannot be told. */
export function isDead(error: unknown): boolean {
  return error instanceof CurfewError && error.status === 401;
}
