import type { SigningKey } from '../../src/index.ts';
import { Cluster } from './cluster.ts';
import { Faults } from './faults.ts';
import { History } from './history.ts';
import { Node, outcome, type Setting } from './node.ts';
import { People } from './people.ts';
import { quiet, tameCrypto } from './quiet.ts';
import { Random } from './random.ts';
import { VirtualTime } from './virtual-time.ts';

export interface Outcome {
  readonly violations: readonly string[];
  readonly counts: History['counts'];
  /** The whole course of the world in one text: the same seed must give the same. */
  readonly trace: string;
}

/** How long things go wrong, and how long the world then has to get well, ms of its own time. */
const TROUBLE = 20_000;
const HEALING = 12_000;

/**
 * Lets one world happen: some nodes, a store, users, and everything that can go wrong between them. The store tells
 * `portion` facts at once: where these are few, nodes that join or were away are for long still being told.
 */
export async function simulate(seed: number, key: SigningKey, portion?: number): Promise<Outcome> {
  const random = new Random(seed);
  const restore = tameCrypto((into) => into.forEach((_, index) => (into[index] = random.between(0, 255))));
  try {
    return await new World(random, key, portion).run();
  } finally {
    restore();
  }
}

/** How the nodes of a world are set up. */
function setting(random: Random): Setting {
  const staleness = random.pick([0, 200, 500, 500, 1_000, 3_000]);
  if (random.chance(0.8)) return { staleness };
  const limit = { max: random.between(1, 3), then: random.pick(['end-oldest', 'refuse'] as const) };
  return { staleness, sessions: { limit } };
}

class World {
  readonly time = new VirtualTime();
  readonly history = new History();
  readonly random: Random;
  readonly cluster: Cluster;
  readonly nodes: Node[] = [];
  readonly staleness: number;
  readonly isLimited: boolean;
  /** How many incarnations there have been. */
  lives = 0;
  readonly #key: SigningKey;
  readonly #options: Setting;
  readonly #faults: Faults;
  readonly #people: People;
  /** The incarnation that is alive, as far as anybody has noticed. */
  #incarnation: string | undefined;
  #trace = '';

  constructor(random: Random, key: SigningKey, portion?: number) {
    this.random = random;
    this.#key = key;
    this.#options = setting(random);
    this.staleness = this.#options.staleness;
    this.isLimited = this.#options.sessions !== undefined;
    this.cluster = new Cluster(this.time, random, random.chance(0.4), portion);
    this.#faults = new Faults(this);
    this.#people = new People(this);
    this.#incarnation = this.cluster.primary.machine.data?.incarnation;
  }

  async run(): Promise<Outcome> {
    const { random, nodes, history } = this;
    await this.cluster.hold(this.staleness);
    const count = random.between(1, 4);
    for (let index = 0; index < count; index += 1) nodes.push(this.start());
    this.#every(20, 150, () => this.#people.act());
    const rest = random.pick([500, 2_000]);
    this.#every(rest, rest * 3, () => this.#faults.strike());
    this.#every(100, 1_500, () => this.#faults.backUp());
    await this.#until(TROUBLE);
    this.#faults.heal();
    await this.#until(TROUBLE + HEALING);
    for (const node of nodes) await this.#prove(node);
    return { violations: history.violations, counts: history.counts, trace: this.#trace };
  }

  start(): Node {
    const { time: world, random, cluster, history } = this;
    const shared = { world, random, cluster, key: this.#key, options: this.#options };
    const node = new Node(shared, random.between(-200, 200));
    node.curfew.on('restored', () => (history.counts.restored += 1));
    node.curfew.on('amnesia', () => (history.counts.lost += 1));
    return node;
  }

  log(what: string): void {
    this.#trace += `${Math.round(this.time.now)} ${what}\n`;
  }

  async #until(end: number): Promise<void> {
    await quiet();
    while (this.time.step(end)) {
      await quiet();
      this.#look();
    }
  }

  #every(least: number, most: number, act: () => void): void {
    const next = (): void => {
      if (this.time.now >= TROUBLE) return;
      act();
      this.time.after(this.random.between(least, most), next);
    };
    this.time.after(this.random.between(0, most), next);
  }

  /** When a new incarnation has begun, everything that was bound to the old one is over. */
  #look(): void {
    const { data } = this.cluster.primary.machine;
    if (!data || data.incarnation === '' || data.incarnation === this.#incarnation) return;
    this.#incarnation = data.incarnation;
    this.lives += 1;
    this.history.allMayEnd();
    this.log(`incarnation ${data.incarnation}`);
  }

  /** Everything works again: `node` signs in, all accept, it signs out, and all refuse. */
  async #prove(node: Node): Promise<void> {
    const all = (token: string): Promise<string[]> =>
      Promise.all(this.nodes.map((one) => outcome(one.curfew.verify(token))));
    const course = (async () => {
      const { accessToken } = await node.curfew.issue({ subject: 'dave' });
      const before = await all(accessToken);
      await node.curfew.logout(accessToken);
      return [...before, '|', ...(await all(accessToken))].join(' ');
    })();
    let result = 'it hangs';
    course.then(
      (text) => (result = text),
      (error: unknown) => (result = String(error)),
    );
    await this.#until(this.time.now + 6_000);
    const count = this.nodes.length;
    const expected = `${'ok '.repeat(count)}|${' ERR_TOKEN_REVOKED'.repeat(count)}`;
    if (result !== expected) this.history.violations.push(`not well after healing: ${result}`);
  }
}
