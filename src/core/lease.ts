import { randomId } from './base64url.ts';
import type { Store } from './store.ts';

/** Under what name a node is waited for by logouts, for as long as it answers from memory. */
export class Lease {
  readonly #store: Store;
  #id = randomId(12);

  constructor(store: Store) {
    this.#store = store;
  }

  get id(): string {
    return this.#id;
  }

  /** Gives it back. Should the node need one again, that is another: no poll still under way may count for it. */
  async giveBack(): Promise<void> {
    const id = this.#id;
    this.#id = randomId(12);
    await this.#leave(id);
  }

  /** Whether a poll under that name counts. If not, it may have taken the lease anew that was given back. */
  covers(id: string): boolean {
    if (id === this.#id) return true;
    void this.#leave(id);
    return false;
  }

  #leave(id: string): Promise<void> {
    return this.#store.leave(id).catch(() => undefined);
  }
}
