import { StoreUnavailable, type Store } from '../../src/index.ts';
import type { Changes, ChangesOptions } from '../../src/core/store.ts';
import type { Random } from './random.ts';
import { copy, Server } from './server.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What is not answered before the replica has it. */
const CONFIRMED = new Set<keyof Store>(['append', 'open', 'rotate', 'vouch', 'remind', 'renew']);
/** How long a primary waits for its replica before it says that it could not, ms. */
const PATIENCE = 500;

interface Pending {
  readonly server: Server;
  readonly done: () => void;
}

/**
 * The store: one server, or a primary with a replica that lags. What a primary with a replica answers counts only
 * once the replica has it, as with `WAIT` or a synchronous standby; so one that is cut off confirms nothing.
 */
export class Cluster {
  primary: Server;
  readonly #world: VirtualTime;
  readonly #random: Random;
  /** The one that follows the primary, or will once the two see each other again. */
  #replica: Server | undefined;
  /** Who waits for a replica before it answers. */
  #waiting: Server | undefined;
  #isLinked = true;
  /** The life of the link: what was under way in an earlier one is lost. */
  #link = 0;
  #pending: Pending[] = [];

  /** Its servers tell `portion` facts at once. */
  constructor(world: VirtualTime, random: Random, isReplicated: boolean, portion?: number) {
    this.#world = world;
    this.#random = random;
    this.primary = new Server(world, 'server-1', portion);
    if (!isReplicated) return;
    this.#replica = new Server(world, 'server-2', portion);
    this.#waiting = this.primary;
    this.#follow();
  }

  get isReplicated(): boolean {
    return this.#replica !== undefined;
  }

  /** Whether the primary and its replica do not see each other. */
  get isSplit(): boolean {
    return !this.#isLinked;
  }

  /** Somebody holds on to each server, so that none ends with the last node. */
  async hold(staleness: number): Promise<void> {
    await this.primary.store.attach(staleness);
    await this.#replica?.store.attach(staleness);
    if (this.#replica) this.#replica.isStandby = true;
  }

  /** One call of the store on `server`, confirmed by its replica where it has to be. */
  async answer(server: Server, name: keyof Store, values: readonly unknown[]): Promise<unknown> {
    const work = this.#answer(server, name, values);
    await Promise.allSettled([work]);
    // What it found while it was made a standby is no answer of the store.
    if (server.isStandby) throw new StoreUnavailable('this is a read-only standby');
    return work;
  }

  /** Primary and replica no longer see each other. */
  split(): void {
    this.#isLinked = false;
    this.#link += 1;
  }

  /** The replica takes the place of the primary, which does not learn of it; it waits for no replica. */
  promote(): void {
    const [old, replica] = [this.primary, this.#replica];
    if (!replica) return;
    replica.isStandby = false;
    this.primary = replica;
    this.#replica = old;
  }

  /** They see each other again: who is not the primary follows it, and loses what it has recorded alone. */
  heal(): void {
    if (!this.#replica || this.#isLinked) return;
    this.#replica.isStandby = true;
    this.#replica.time.wake();
    this.#isLinked = true;
    this.#link += 1;
    this.#waiting = this.primary;
  }

  async #answer(server: Server, name: keyof Store, values: readonly unknown[]): Promise<unknown> {
    if (name === 'changes') return this.#changes(server, ...(values as Parameters<Store['changes']>));
    const result = await server.answer(name, values);
    if (CONFIRMED.has(name)) await this.#confirmed(server);
    return result;
  }

  /** A poll: its heartbeat is on the replica before it is answered, or waits for news. */
  async #changes(server: Server, after?: string, options: ChangesOptions = {}): Promise<Changes> {
    const { wait = 0, signal, ...lease } = options;
    const now = (await server.answer('changes', [after, lease])) as Changes;
    await this.#confirmed(server);
    if (now.cursor !== after || wait === 0) return now;
    return (await server.answer('changes', [after, { wait, ...(signal && { signal }) }])) as Changes;
  }

  async #confirmed(server: Server): Promise<void> {
    if (this.#waiting !== server) return;
    await new Promise<void>((resolve, reject) => {
      const late = (): void => reject(new StoreUnavailable('the write is not on the replica'));
      const cancel = this.#world.after(PATIENCE, late);
      const done = (): void => {
        cancel();
        resolve();
      };
      this.#pending.push({ server, done });
    });
  }

  #follow(): void {
    this.#world.after(this.#random.between(10, 40), () => {
      this.#replicate();
      this.#follow();
    });
  }

  #replicate(): void {
    const { primary } = this;
    if (this.isSplit || this.#waiting !== primary || primary.isDown || primary.time.isAsleep) return;
    const data = primary.machine.data && copy(primary.machine.data);
    const confirmed = this.#pending.filter(({ server }) => server === primary);
    this.#pending = [];
    const link = this.#link;
    this.#world.after(this.#random.between(1, 20), () => {
      if (link !== this.#link || !this.#replica) return;
      this.#replica.machine.data = data;
      for (const { done } of confirmed) done();
    });
  }
}
