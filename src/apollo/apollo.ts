import { ApolloLink, Observable, type ApolloClient } from '@apollo/client';
import type { PurgeStep } from '../client/types.ts';

/**
 * Empties `client`: its cache, and what a component shows. Operations that began before end with an `AbortError`,
 * mutations and subscriptions too: `clearStore` alone lets those write into the cache later. Call it after the last
 * `setLink`.
 */
export function apollo(client: ApolloClient): PurgeStep {
  const running = new Set<() => void>();
  const guard = new ApolloLink(
    (operation, forward) =>
      new Observable((observer) => {
        const subscription = forward(operation).subscribe(observer);
        const end = (): void => observer.error(new DOMException('The session is over.', 'AbortError'));
        running.add(end);
        return () => {
          running.delete(end);
          subscription.unsubscribe();
        };
      }),
  );
  client.setLink(guard.concat(client.link));
  let cleared: Promise<unknown> | undefined;

  return {
    name: 'apollo',
    reset() {
      for (const end of running) end();
      cleared = clear(client);
    },
    async purge() {
      await cleared;
    },
  };
}

/** Clears the store. A query whose policy is to read the cache alone shows that it is empty; others stay silent. */
async function clear(client: ApolloClient): Promise<void> {
  const queries = [...client.getObservableQueries('all')].map((query) => ({
    options: query.options,
    fetchPolicy: query.options.fetchPolicy,
  }));
  for (const { options } of queries) options.fetchPolicy = 'cache-only';
  try {
    await client.clearStore();
  } finally {
    for (const { options, fetchPolicy } of queries) Object.assign(options, { fetchPolicy });
  }
}
