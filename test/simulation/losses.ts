import { randomId } from '../../src/core/base64url.ts';
import { mark } from '../../src/core/clock.ts';
import { silence } from '../../src/core/limits.ts';
import { parseCursor } from '../../src/core/position.ts';
import { isBeyond, type Data } from '../../src/stores/memory/data.ts';
import type { Cluster } from './cluster.ts';
import type { History, Loss } from './history.ts';
import type { Node } from './node.ts';
import type { Random } from './random.ts';
import { copy, evict } from './server.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What can be broken. */
export interface Fragile {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly history: History;
  readonly cluster: Cluster;
  readonly nodes: Node[];
  readonly staleness: number;
  /** Starts another node. */
  start(): Node;
  log(what: string): void;
}

/** The ways in which the store loses what it had. */
export class Losses {
  readonly #world: Fragile;
  /** Older states of the store's data, as a backup or a replica that lags would have them. */
  readonly #backups: Data[] = [];

  constructor(world: Fragile) {
    this.#world = world;
  }

  backUp(): void {
    const { data } = this.#world.cluster.primary.machine;
    if (data && !data.doubt) this.#backups.push(copy(data));
  }

  /** Those that can happen now, by name. */
  kinds(): Record<string, () => void> {
    const { random, cluster, nodes } = this.#world;
    const away = random.between(0, 800);
    const isCalm = cluster.primary.isWell && !nodes.some((node) => node.isImpaired);
    const older = this.#older();
    return {
      flush: () => this.#lose(undefined),
      evict: () => {
        const { data } = cluster.primary.machine;
        if (data) evict(data, random);
        this.#lose(data);
      },
      // It comes back as it was: another process, and nobody knows whether that is all.
      restart: () => this.#lose(cluster.primary.machine.data, away),
      // From a backup, or on a replica that lagged behind.
      rollback: () => this.#lose(older, away),
      // An older copy of its files is put under a server that is believed: only who knows more can tell.
      ...(isCalm && older && { 'put back': () => this.#putBack(older, away) }),
    };
  }

  #older(): Data | undefined {
    const recent = this.#backups.slice(-6);
    return recent.length > 0 ? copy(this.#world.random.pick(recent)) : undefined;
  }

  /** The store's process ends, and another one comes back after a while with `data`; or what it holds changes in place. */
  #lose(data: Data | undefined, away?: number): void {
    const server = this.#world.cluster.primary;
    this.#loss();
    server.machine.data = data;
    if (away === undefined) return;
    server.machine.server = randomId(6);
    server.machine.startedAt = mark(server.time);
    server.end();
    this.#world.time.after(away, () => {
      server.isDown = false;
      server.machine.startedAt = mark(server.time);
    });
  }

  #putBack(older: Data, away: number): void {
    const { cluster, time, staleness, nodes } = this.#world;
    const server = cluster.primary;
    const { data } = server.machine;
    if (!data || data.doubt) return;
    // Only nodes can tell: one that has seen more of the log, or, of a life that is over, all that have seen its end.
    const isKnown =
      data.incarnation === older.incarnation
        ? nodes.some((node) => hasSeenMore(node, older))
        : nodes.every((node) => node.curfew.health().incarnation === data.incarnation);
    if (!isKnown) return;
    // What it had counted went back with it, and nobody can tell: who is caught in between signs in again.
    this.#loss().excused = true;
    server.machine.data = Object.assign(older, { server: server.machine.server });
    server.end();
    server.isQuarantined = true;
    time.after(away, () => (server.isDown = false));
    time.after(away + Math.max(1_000, silence(staleness)), () => (server.isQuarantined = false));
  }

  #loss(): Loss {
    const { history, nodes, cluster, time } = this.#world;
    const loss = history.loss(time.now);
    for (const node of nodes) if (node.isImpaired) loss.impaired.add(node);
    if (!cluster.primary.isWell) loss.excused = true;
    for (const login of history.logins) {
      for (const node of login.knownBy) if (!nodes.includes(node as Node)) loss.impaired.add(node);
    }
    return loss;
  }
}

function hasSeenMore(node: Node, data: Data): boolean {
  const log = parseCursor(node.curfew.health().cursor);
  return log?.incarnation === data.incarnation && isBeyond(log.position, data.head);
}
