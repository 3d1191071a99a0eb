/** The two applications that are made of the same pieces. */
export type AppName = 'usual' | 'curfew';

/** How many of how many. */
interface Share {
  n: number;
  of: number;
}

/** What was seen in one test of one application. */
export class Finding {
  readonly #shares = new Map<string, Share>();
  readonly #counts = new Map<string, Share>();
  /** What was measured, in words. */
  readonly measured: string[] = [];

  /** Takes down whether something happened that must not. */
  note(what: string, happened: boolean): void {
    add(this.#shares, what, happened);
  }

  /** Takes down whether something happened that may. */
  count(what: string, happened: boolean): void {
    add(this.#counts, what, happened);
  }

  /** How often it was looked. */
  get looks(): number {
    return [...this.#shares.values()].reduce((sum, { of }) => sum + of, 0);
  }

  /** What happened that must not. */
  get wrong(): string[] {
    return inWords(this.#shares).filter((words) => !words.includes(' 0/'));
  }

  /** Whether that happened more often than not. Each time, but on a machine that is too busy for a race to be one. */
  mostly(what: string): boolean {
    const { n, of } = this.#shares.get(what) ?? { n: 0, of: 0 };
    return n * 2 > of;
  }

  /** A cell of the table. */
  words(): string {
    const said = this.wrong.length > 0 ? this.wrong : [`– (0/${this.looks})`];
    return [...said, ...this.measured, ...inWords(this.#counts)].join('; ');
  }
}

function add(shares: Map<string, Share>, what: string, happened: boolean): void {
  const { n, of } = shares.get(what) ?? { n: 0, of: 0 };
  shares.set(what, { n: n + (happened ? 1 : 0), of: of + 1 });
}

function inWords(shares: ReadonlyMap<string, Share>): string[] {
  return [...shares].map(([what, { n, of }]) => `${what} ${n}/${of}`);
}
