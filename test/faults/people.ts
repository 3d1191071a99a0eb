import type { Curfew, CurfewOptions, Tokens } from '../../src/index.ts';
import { codeOf, node, pause } from '../support/node.ts';

/** How many of each kind there are. */
const COUNT = 8;

/** People on two nodes: some have logged out, and were told so; the others never did. */
export class People implements AsyncDisposable {
  readonly nodes: readonly Curfew[];
  readonly out: readonly Tokens[];
  readonly in: readonly Tokens[];
  /** What the nodes have told of the store since. */
  readonly events: string[] = [];

  private constructor(nodes: readonly Curfew[], out: readonly Tokens[], alive: readonly Tokens[]) {
    this.nodes = nodes;
    this.out = out;
    this.in = alive;
    for (const one of nodes) {
      one.on('restored', ({ reason }) => this.events.push(`restored: ${reason}`));
      one.on('amnesia', ({ reason }) => this.events.push(`amnesia: ${reason}`));
    }
  }

  /** Two nodes on stores of their own; all have been seen by both. */
  static async on(
    stores: readonly CurfewOptions['store'][],
    options: Pick<CurfewOptions, 'staleness'> = {},
  ): Promise<People> {
    const nodes: Curfew[] = [];
    for (const store of stores) {
      const one = await node({ store, ...options });
      await one.ready();
      nodes.push(one);
    }
    const login = (index: number): Promise<Tokens> => {
      const one = nodes[index % nodes.length];
      if (!one) throw new Error('no node');
      return one.issue({ subject: `somebody-${index}` });
    };
    const out = await Promise.all(Array.from({ length: COUNT }, (_, index) => login(index)));
    const alive = await Promise.all(Array.from({ length: COUNT }, (_, index) => login(COUNT + index)));
    for (const { accessToken } of [...out, ...alive])
      await Promise.all(nodes.map((one) => one.verify(accessToken)));
    return new People(nodes, out, alive);
  }

  /** All who are to log out do, each on the other node than the one they came from. */
  async logOut(): Promise<void> {
    await Promise.all(
      this.out.map(async ({ accessToken }, index) => {
        await this.nodes[(index + 1) % this.nodes.length]?.logout(accessToken);
      }),
    );
  }

  /**
   * Asks everything of every node for `lasts` ms. Answers how often one of `told` came back (`back`), who never logged out and was refused
   * (`out`), and the longest that anything took, ms.
   */
  async watch(
    lasts: number,
    told: readonly string[] = this.out.map(({ accessToken }) => accessToken),
  ): Promise<{ back: number; out: number; longest: number }> {
    const found = { back: 0, out: 0, longest: 0 };
    const ask = async (work: Promise<unknown>): Promise<string> => {
      const started = performance.now();
      const code = await codeOf(work);
      found.longest = Math.max(found.longest, performance.now() - started);
      return code;
    };
    const end = performance.now() + lasts;
    do {
      const answers = this.nodes.flatMap((one) => [
        ...told.map(async (accessToken) => {
          if ((await ask(one.verify(accessToken))) === 'fulfilled') found.back += 1;
        }),
        ...this.in.map(async ({ accessToken }) => {
          if ((await ask(one.verify(accessToken))).startsWith('ERR_TOKEN')) found.out += 1;
        }),
      ]);
      await Promise.all(answers);
      await pause(20);
    } while (performance.now() < end);
    return found;
  }

  /** Whether everything works again, on every node, and those who are in are in. */
  async isWell(): Promise<boolean> {
    for (const one of this.nodes) {
      for (const { accessToken } of this.in) {
        if ((await codeOf(one.verify(accessToken))) !== 'fulfilled') return false;
      }
    }
    return this.isWorking();
  }

  /** Whether somebody can log in, on every node, is accepted, can log out, and is refused then. */
  async isWorking(): Promise<boolean> {
    for (const one of this.nodes) {
      const login = await one.issue({ subject: 'dave' }).catch(() => undefined);
      if (!login || (await codeOf(one.verify(login.accessToken))) !== 'fulfilled') return false;
      if ((await codeOf(one.logout(login.accessToken))) !== 'fulfilled') return false;
      if ((await codeOf(one.verify(login.accessToken))) !== 'ERR_TOKEN_REVOKED') return false;
    }
    return true;
  }

  /** The refresh tokens of those who are out are dead on every node. Answers those that are not. */
  async refreshed(): Promise<string[]> {
    const codes: string[] = [];
    for (const one of this.nodes) {
      for (const { refreshToken } of this.out) codes.push(await codeOf(one.refresh(refreshToken)));
    }
    return codes.filter((code) => !code.startsWith('ERR_TOKEN'));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of this.nodes) await one.close();
  }
}
