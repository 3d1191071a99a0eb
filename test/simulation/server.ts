import { randomId } from '../../src/core/base64url.ts';
import { parseCursor } from '../../src/core/position.ts';
import { ends } from '../../src/core/revocation.ts';
import { PORTION } from '../../src/core/limits.ts';
import { StoreUnavailable, type Store } from '../../src/index.ts';
import { Data } from '../../src/stores/memory/data.ts';
import { MemoryStore, type Machine } from '../../src/stores/memory/memory-store.ts';
import type { Random } from './random.ts';
import { MachineTime, type VirtualTime } from './virtual-time.ts';

/** Where a call says which place in the log its caller has seen. */
const SEEN: Partial<Record<keyof Store, number>> = { changes: 0, append: 1, open: 2, rotate: 4 };

/** A process that holds the store's data, and what is wrong with it. */
export class Server {
  readonly time: MachineTime;
  readonly store: Store;
  /** What it holds, which can get lost. */
  readonly machine: Machine;
  isDown = false;
  /** How often its process has ended: what was under way then is never answered. */
  #ends = 0;
  /** It follows another server, and answers nobody. */
  isStandby = false;
  /** It was started anew with data that may be older: until nodes had the time to say that they know more, it is not believed. */
  isQuarantined = false;

  /** Tells `portion` facts at once. */
  constructor(world: VirtualTime, name: string, portion: number = PORTION) {
    this.time = new MachineTime(world, 0);
    this.machine = { data: new Data(name, this.time.now()), server: name };
    this.store = new MemoryStore(this.time, this.time, this.machine, portion);
  }

  /** Whether a call would be answered now. */
  get isWell(): boolean {
    return !this.isDown && !this.isStandby && !this.isQuarantined && !this.time.isAsleep;
  }

  /** One call of the store, as its process answers it. */
  async answer(name: keyof Store, values: readonly unknown[]): Promise<unknown> {
    if (this.isDown) throw new StoreUnavailable('the store is down');
    if (this.isStandby) throw new StoreUnavailable('this is a read-only standby');
    const work: unknown = Reflect.get(this.store, name);
    if (typeof work !== 'function') throw new TypeError(`the store has no ${name}`);
    if (this.isQuarantined && name !== 'vouch' && name !== 'renew') {
      const place = SEEN[name];
      const given = place === undefined ? undefined : values[place];
      const seen = typeof given === 'string' ? given : undefined;
      this.#compareLives(seen);
      await this.store.changes(seen);
      throw new StoreUnavailable('the store has just started');
    }
    const before = this.#ends;
    const answer: unknown = await Reflect.apply(work, this.store, values);
    if (before !== this.#ends) throw new StoreUnavailable('the connection was lost');
    return answer;
  }

  /** Its process ends: it is down until another one is started. */
  end(): void {
    this.isDown = true;
    this.#ends += 1;
  }

  /** A node that follows another life of the data may be the last to know that the one found here was given up. */
  #compareLives(seen: string | undefined): void {
    const { data } = this.machine;
    const followed = parseCursor(seen)?.incarnation;
    if (!data || followed === undefined || followed === data.incarnation) return;
    data.doubt ??= { id: randomId(12), reason: 'a node follows another life of its data' };
  }
}

/** A copy of the store's data that shares nothing with it that is ever changed in place. */
export function copy(data: Data): Data {
  const parts = Object.entries(data).map(([name, part]: [string, unknown]) => {
    if (part instanceof Map) return [name, new Map(part)];
    return [name, Array.isArray(part) ? [...(part as unknown[])] : part];
  });
  return Object.assign(new Data(data.server, data.beganAt), Object.fromEntries(parts));
}

/** Memory was short: a part of the data goes, and whom only a fact has ended that went is open again. The store has counted what it had. */
export function evict(data: Data, random: Random): void {
  const gone = random.next();
  data.log = data.log.filter(() => !random.chance(gone));
  for (const replica of data.leases.keys()) if (random.chance(gone)) data.leases.delete(replica);
  for (const [sid, row] of data.sessions) {
    const { endedAt: _, ...session } = row.session;
    const began = parseCursor(session.began)?.position;
    const bearer = began && { ...session, session: sid, token: '', began };
    if (random.chance(gone)) data.sessions.delete(sid);
    else if (!data.log.some(({ fact }) => bearer && ends(fact, bearer)))
      data.sessions.set(sid, { ...row, session });
  }
  data.doubt ??= { id: randomId(12), reason: 'part of its data is gone' };
}
