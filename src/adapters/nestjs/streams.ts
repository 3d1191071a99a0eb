import { Observable, takeUntil, type MonoTypeOperatorFunction } from 'rxjs';
import type { Auth } from '../../core/auth.ts';
import { tie } from '../../http/tie.ts';

/** Completes a stream at once when the token of who receives it is revoked or expires: for `@Sse()` and subscriptions. */
export function whileAlive<T>(auth: Auth): MonoTypeOperatorFunction<T> {
  const dead = new Observable<void>((subscriber) => {
    const tied = tie(auth, () => subscriber.next());
    return () => tied[Symbol.dispose]();
  });
  return takeUntil(dead);
}
