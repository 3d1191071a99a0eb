import type { MutationObserver, QueryClient } from '@tanstack/query-core';
import type { ClientSession, PurgeStep } from '../client/types.ts';

/**
 * Empties `client`: its queries, also those that a component shows, and its mutations. Answers to what began before
 * are dropped, and a mutation that began before fails with an `AbortError`, without its `onSuccess`. From the sign-out
 * to the next sign-in `setQueryData` does nothing: nobody can tell whose data that is.
 */
export function tanstack(session: ClientSession, client: QueryClient): PurgeStep {
  const [queries, mutations] = [client.getQueryCache(), client.getMutationCache()];
  const shown = new Set<Pick<MutationObserver, 'reset'>>();
  let over = false;

  mutations.subscribe((event) => {
    if (event.type === 'observerAdded') shown.add(event.observer);
    if (event.type === 'observerRemoved') shown.delete(event.observer);
  });
  const set = client.setQueryData.bind(client);
  client.setQueryData = ((...change: Parameters<typeof set>) =>
    over && !session.signedIn ? undefined : set(...change)) as typeof set;

  return {
    name: 'tanstack-query',
    reset() {
      over = true;
      for (const query of queries.getAll()) {
        query.reset();
        // Taken away while it is shown, it would be made anew, and fetched by who is no longer signed in.
        if (query.getObserversCount() === 0) queries.remove(query);
      }
      for (const observer of shown) observer.reset();
      for (const mutation of mutations.getAll()) mutation.setOptions({ onSuccess: refuse });
      mutations.clear();
    },
  };
}

function refuse(): never {
  throw new DOMException('The session is over.', 'AbortError');
}
