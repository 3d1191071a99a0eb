import type { Store, Tokens } from '../../src/index.ts';
import { Cluster } from './cluster.ts';
import { KEY } from './key.ts';
import { Node, outcome, type Setting } from './node.ts';
import { quiet, tameCrypto } from './quiet.ts';
import { Random } from './random.ts';
import { copy, type Server } from './server.ts';
import { VirtualTime } from './virtual-time.ts';

/** How long anything may take before it hangs, ms of the scene's time. */
const PATIENCE = 20_000;

/** A world in which only that happens which is written down. */
export class Scene implements AsyncDisposable {
  readonly time = new VirtualTime();
  readonly random = new Random(1);
  readonly cluster: Cluster;
  readonly #setting: Setting;
  readonly #restore: () => void;

  private constructor(setting: Setting, isReplicated: boolean) {
    this.#setting = setting;
    this.cluster = new Cluster(this.time, this.random, isReplicated);
    const { random } = this;
    this.#restore = tameCrypto((into) => into.forEach((_, at) => (into[at] = random.between(0, 255))));
  }

  static async begin(setting: Partial<Setting> & { isReplicated?: boolean } = {}): Promise<Scene> {
    const { isReplicated = false, staleness = 500, ...rest } = setting;
    const scene = new Scene({ staleness, ...rest }, isReplicated);
    await scene.cluster.hold(staleness);
    return scene;
  }

  get server(): Server {
    return this.cluster.primary;
  }

  /** A node that has joined; its clock is wrong by `offset` ms. */
  async node(offset = 0, through?: (store: Store) => Store): Promise<Node> {
    const { time: world, random, cluster } = this;
    const node = new Node({ world, random, cluster, key: KEY, options: this.#setting }, offset, through);
    await this.of(node.curfew.ready());
    await this.pass(this.#setting.staleness / 2);
    return node;
  }

  /** Somebody logs in on the first node, and is met by all. */
  async login(subject: string, ...nodes: Node[]): Promise<Tokens> {
    const tokens = await this.of((nodes[0] ?? (await this.node())).curfew.issue({ subject }));
    for (const node of nodes) await this.of(node.curfew.verify(tokens.accessToken));
    return tokens;
  }

  /** `ok` when the token is accepted, or the code of the error. */
  check(node: Node, { accessToken }: Tokens): Promise<string> {
    return this.code(node.curfew.verify(accessToken));
  }

  code(work: Promise<unknown>): Promise<string> {
    return this.of(outcome(work));
  }

  /** Lets `ms` pass, and everything happen that comes in it. */
  async pass(ms: number): Promise<void> {
    await this.#until(() => false, this.time.now + ms);
  }

  /** What `work` comes to, while time passes. */
  async of<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const over = (): void => void (isOver = true);
    work.then(over, over);
    await this.#until(() => isOver, this.time.now + PATIENCE);
    if (!isOver) throw new Error('it hangs');
    return work;
  }

  /** The store's process ends, and another one comes up with an older copy of the data, which the answer puts back. */
  backUp(): (server: string) => void {
    const { machine } = this.server;
    const older = machine.data && copy(machine.data);
    return (server) => Object.assign(machine, { data: older, server });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await quiet();
    this.#restore();
  }

  async #until(isOver: () => boolean, end: number): Promise<void> {
    await quiet();
    while (!isOver() && this.time.step(end)) await quiet();
  }
}
