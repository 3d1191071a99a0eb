import { describe, it } from 'vitest';
import type { Store } from '../../core/store.ts';
import { storeContract } from '../../testing/index.ts';
import { memory } from './index.ts';

describe('shared by its name', () => {
  const stores = new Map<string, Store>();
  storeContract(it, (name) => {
    const store = stores.get(name) ?? memory();
    stores.set(name, store);
    return store;
  });
});

describe('a new one each time', () => {
  storeContract(it, () => memory());
});
