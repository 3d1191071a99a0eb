import { Losses, type Fragile } from './losses.ts';
import type { Node } from './node.ts';

/** Everything that goes wrong, each for a while. */
export class Faults {
  readonly #world: Fragile;
  readonly #losses: Losses;

  constructor(world: Fragile) {
    this.#world = world;
    this.#losses = new Losses(world);
  }

  strike(): void {
    const { random, nodes, cluster } = this.#world;
    // Who knows more must be there to say so.
    if (cluster.primary.isQuarantined) return;
    const kinds = { ...this.#ofNode(random.pick(nodes)), ...this.#ofStore(), ...this.#losses.kinds() };
    const name = random.pick(Object.keys(kinds));
    this.#world.log(`fault ${name}`);
    (kinds as Record<string, () => void>)[name]?.();
  }

  backUp(): void {
    this.#losses.backUp();
  }

  heal(): void {
    const { cluster, nodes } = this.#world;
    cluster.heal();
    cluster.primary.isDown = false;
    cluster.primary.isQuarantined = false;
    cluster.primary.time.wake();
    for (const { line, time } of nodes) {
      line.heal();
      line.server = cluster.primary;
      time.wake();
    }
  }

  #ofNode(node: Node): Record<string, () => void> {
    const { random, nodes, history, time: world } = this.#world;
    const { line, time } = node;
    const [loss, delay] = [random.next() * 0.5, random.between(50, 900)];
    return {
      cut: () => this.#trouble(change(line, { cut: true }, { cut: false }), node),
      loss: () => this.#trouble(change(line, { loss }, { loss: 0 }), node),
      delay: () => this.#trouble(change(line, { delay }, { delay: 5 }), node),
      ...(!time.wasSetBack && { sleep: () => this.#trouble(time.sleep(), node) }),
      stop: () => this.#trouble(time.stop(), node),
      // Somebody sets the clock, mostly while the machine cannot ask for the time.
      skew: () => {
        time.set(random.between(-2_000, 2_000));
        if (random.chance(0.5)) this.#trouble(change(line, { cut: true }, { cut: false }), node);
      },
      crash: () => {
        time.kill();
        history.trouble(world.now, node);
        nodes[nodes.indexOf(node)] = this.#world.start();
      },
      join: () => {
        if (nodes.length < 5) nodes.push(this.#world.start());
      },
    };
  }

  #ofStore(): Record<string, () => void> {
    const { random, cluster, nodes } = this.#world;
    const { primary, isReplicated, isSplit } = cluster;
    const delay = random.between(50, 400);
    return {
      down: () => this.#trouble(change(primary, { isDown: true }, { isDown: false })),
      pause: () => this.#trouble(primary.time.stop()),
      // Whoever has a replica keeps time by it: two machines that were suspended would not agree.
      ...(!isReplicated && { suspend: () => this.#trouble(primary.time.sleep()) }),
      slow: () => {
        const undo = nodes.map(({ line }) => change(line, { delay }, { delay: 5 }));
        this.#trouble(() => undo.forEach((one) => one()));
      },
      ...(isReplicated && !isSplit && { isolate: () => this.#isolate() }),
    };
  }

  /** Something has gone wrong, with a node or with the store: after a while it is undone. */
  #trouble(undo: () => void, whose?: Node): void {
    const { time, random, history } = this.#world;
    history.trouble(time.now, whose);
    time.after(random.between(100, 4_000), () => {
      undo();
      history.trouble(time.now, whose);
    });
  }

  /** The primary and some of the nodes are cut off from the rest, where the replica takes its place. */
  #isolate(): void {
    const { cluster, nodes, random, time, history } = this.#world;
    const others = nodes.filter(() => random.chance(0.6));
    const follow = (node: Node): void => void (node.line.server = cluster.primary);
    cluster.split();
    history.trouble(time.now);
    for (const { line } of others) line.server = undefined;
    const promoted = random.between(50, 1_500);
    time.after(promoted, () => {
      if (!cluster.isSplit) return;
      cluster.promote();
      history.trouble(time.now);
      others.forEach(follow);
      for (const node of nodes)
        if (random.chance(0.3)) time.after(random.between(0, 3_000), () => follow(node));
    });
    time.after(promoted + random.between(100, 6_000), () => {
      cluster.heal();
      history.trouble(time.now);
      nodes.forEach(follow);
    });
  }
}

/** Makes something bad; the answer makes it good again. */
function change<T extends object>(what: T, bad: Partial<T>, good: Partial<T>): () => void {
  Object.assign(what, bad);
  return () => void Object.assign(what, good);
}
