import type { Auth } from '../core/auth.ts';
import { CurfewError, TokenRevoked } from '../core/errors.ts';

/**
 * Ties something that lasts to a token: `close` is called once when the token dies, with the reason, and at once when
 * it is dead already. Disposing of the tie undoes it: do so when whatever it was has ended by itself.
 */
export function tie(auth: Pick<Auth, 'signal'>, close: (why: CurfewError) => void): Disposable {
  const { signal } = auth;
  const end = (): void => close(reasonOf(signal));
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  return { [Symbol.dispose]: () => signal.removeEventListener('abort', end) };
}

/** A signal that is not Curfew's own, such as one made of several, may carry anything. */
function reasonOf({ reason }: { readonly reason: unknown }): CurfewError {
  return reason instanceof CurfewError ? reason : new TokenRevoked('it was ended', { cause: reason });
}
