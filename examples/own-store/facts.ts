import {
  comparePositions,
  ends,
  type Bearer,
  type Kind,
  type LoggedRevocation,
  type Revocation,
} from 'curfew';

/** A fact, which was first logged at its position, and its place in this generation of the log. */
export interface Entry {
  readonly place: number;
  readonly fact: LoggedRevocation;
}

const KINDS: readonly Kind[] = ['token', 'session', 'subject', 'client', 'tenant', 'everything'];

/** The log of revocations, in order and by what they name. */
export class Facts {
  #entries: Entry[] = [];
  readonly #named = new Map<string, LoggedRevocation[]>();

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
    const name = nameOf(entry.fact);
    const alike = this.#named.get(name);
    if (alike) alike.push(entry.fact);
    else this.#named.set(name, [entry.fact]);
  }

  /** The fact that ends `bearer`, if any. */
  find(bearer: Bearer): LoggedRevocation | undefined {
    for (const kind of KINDS) {
      const id = kind === 'everything' ? '*' : bearer[kind];
      const fact = this.#named.get(`${kind} ${id}`)?.find((one) => ends(one, bearer));
      if (fact) return fact;
    }
    return undefined;
  }

  /** Whether the log says already all that `fact` says. */
  knows(fact: LoggedRevocation): boolean {
    const alike = this.#named.get(nameOf(fact)) ?? [];
    return alike.some(
      (one) =>
        one.issuer === fact.issuer &&
        one.except === fact.except &&
        one.expiresAt >= fact.expiresAt &&
        comparePositions(one.position, fact.position) >= 0,
    );
  }

  /** Drops what expired before `over`, ms since the epoch. */
  forget(over: number): void {
    const left = this.#entries.filter(({ fact }) => fact.expiresAt >= over);
    if (left.length === this.#entries.length) return;
    this.#entries = [];
    this.#named.clear();
    for (const entry of left) this.add(entry);
  }
}

function nameOf({ kind, id }: Revocation): string {
  return `${kind} ${id}`;
}
