import { it } from 'vitest';
import { storeContract } from '../../testing/index.ts';
import type { Store } from '../../core/store.ts';
import { memory } from './index.ts';

const stores = new Map<string, Store>();

storeContract(it, (name) => {
  const store = stores.get(name) ?? memory();
  stores.set(name, store);
  return store;
});
