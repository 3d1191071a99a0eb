import type { PurgeStep } from '../client/types.ts';

/**
 * Empties every object store of an IndexedDB database, in one transaction. The database itself stays: to delete it
 * would wait for every other tab that holds it open. One that is not there is not made.
 */
export function indexedDb(name: string): PurgeStep {
  return {
    name: `IndexedDB ${name}`,
    async purge() {
      const database = await open(name);
      if (!database) return;
      const stores = [...database.objectStoreNames];
      try {
        if (stores.length > 0) await empty(database.transaction(stores, 'readwrite'), stores);
      } finally {
        database.close();
      }
    },
  };
}

function open(name: string): Promise<IDBDatabase | undefined> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    let isNew = false;
    request.addEventListener('upgradeneeded', () => {
      isNew = true;
      request.transaction?.abort();
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () =>
      isNew ? resolve(undefined) : reject(request.error ?? new Error(name)),
    );
  });
}

function empty(transaction: IDBTransaction, stores: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new Error('the transaction was aborted')),
    );
    for (const store of stores) transaction.objectStore(store).clear();
  });
}
