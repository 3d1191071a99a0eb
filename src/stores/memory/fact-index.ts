import { essence } from '../../core/denylist/cut-offs.ts';
import { ANY, ends, idOf, type Bearer, type Kind, type LoggedRevocation } from '../../core/revocation.ts';

const KINDS: readonly Kind[] = ['token', 'session', 'subject', 'client', 'tenant', 'everything'];

/** A fact and its place in the present log. One that was brought back keeps its old position, and has a new place. */
export interface Entry {
  readonly place: number;
  readonly fact: LoggedRevocation;
}

/**
 * Finds facts in a log by what they name. Of those about one thing it looks at two at most, which say what all of them
 * say (see `essence`): however often somebody logs out their other devices, a look-up takes no longer.
 */
export class FactIndex {
  #log: readonly Entry[] = [];
  #read = 0;
  readonly #facts = new Map<string, readonly LoggedRevocation[]>();

  /** The fact of `log` that ended `bearer`, if any. A log only grows; another array is another log. */
  find(log: readonly Entry[], bearer: Bearer): LoggedRevocation | undefined {
    this.#follow(log);
    for (const kind of KINDS) {
      const id = idOf(kind, bearer);
      if (id === undefined) continue;
      for (const issuer of [bearer.issuer, ANY]) {
        const found = this.#facts.get(nameOf(kind, issuer, id))?.find((fact) => ends(fact, bearer));
        if (found) return found;
      }
    }
    return undefined;
  }

  #follow(log: readonly Entry[]): void {
    if (log !== this.#log) {
      this.#facts.clear();
      this.#log = log;
      this.#read = 0;
    }
    for (const { fact } of log.slice(this.#read)) {
      const name = nameOf(fact.kind, fact.issuer, fact.id);
      this.#facts.set(name, essence([...(this.#facts.get(name) ?? []), fact]));
    }
    this.#read = log.length;
  }
}

function nameOf(kind: Kind, issuer: string, id: string): string {
  return JSON.stringify([kind, issuer, id]);
}
