import { comparePositions } from '../position.ts';
import { ANY, ends, idOf, type Bearer, type Kind, type LoggedRevocation } from '../revocation.ts';
import { essence } from './cut-offs.ts';
import { Entries, type Entry } from './entries.ts';
import { KINDS } from './entry.ts';
import { Hash } from './hash.ts';
import { Table } from './table.ts';
import { Words } from './words.ts';

const NOTHING: readonly Entry[] = [];
const NONE = { all: 0, wild: 0 };

/**
 * The live revocations as one node remembers them: a table of keyed hashes that answers, over entries of bytes that
 * it compares with before it says yes, and that a store which lost them can be told again. About 50 bytes a fact.
 */
export class Denylist {
  /** Grows with every fact that changed something: a token cleared at this version need not be looked up again. */
  version = 0;
  readonly #hash = new Hash();
  readonly #issuers = new Words();
  readonly #table = new Table();
  readonly #entries = new Entries();
  /** How many facts there are of a kind, and how many of these are about any issuer. */
  readonly #counts = KINDS.map(() => ({ all: 0, wild: 0 }));

  get size(): number {
    return this.#table.size;
  }

  /** Bytes that its table and entries take. */
  get bytes(): number {
    return this.#table.bytes + this.#entries.bytes;
  }

  /** Adds or merges a fact. True when it was news. */
  add(fact: LoggedRevocation): boolean {
    const known = this.#about(fact.kind, fact.issuer, fact.id);
    if (known.length === 0) this.#put(fact);
    else {
      const after = merged(known, fact);
      if (!after) return false;
      for (const entry of known) this.#remove(entry);
      for (const one of after) this.#put(one);
    }
    this.version += 1;
    return true;
  }

  /** The fact that ended `bearer`, if any. */
  find(bearer: Bearer): LoggedRevocation | undefined {
    for (const [index, kind] of KINDS.entries()) {
      const { all, wild } = this.#counts[index] ?? NONE;
      const id = all === 0 ? undefined : idOf(kind, bearer);
      if (id === undefined) continue;
      const named = all > wild ? this.#about(kind, bearer.issuer, id) : NOTHING;
      const known = wild > 0 ? [...named, ...this.#about(kind, ANY, id)] : named;
      const found = known.find(({ fact }) => ends(fact, bearer));
      if (found) return found.fact;
    }
    return undefined;
  }

  /** Every fact it holds. */
  *all(): Generator<LoggedRevocation> {
    for (const { reference, fact } of this.#entries.all()) {
      this.#hashOf(fact.kind, fact.issuer, fact.id);
      // What has been merged into another fact is still written, and no longer in force.
      if (this.#table.some(this.#hash.first, this.#hash.second, (other) => other === reference)) yield fact;
    }
  }

  /** What `other` does not say, and this list does. */
  missingFrom(other: Denylist): LoggedRevocation[] {
    const missing: LoggedRevocation[] = [];
    for (const fact of this.all()) if (!other.says(fact)) missing.push(fact);
    return missing;
  }

  /** Whether adding `fact` would be no news. */
  says(fact: LoggedRevocation): boolean {
    const known = this.#about(fact.kind, fact.issuer, fact.id);
    return known.length > 0 && !merged(known, fact);
  }

  /** Drops what no live token can need any more at `now` (ms since the epoch); a part of it, if it is much. */
  forget(now: number): void {
    this.#entries.forget(now, (entry) => this.#remove(entry));
  }

  /** Drops the cut-offs, whose places belong to a log that is gone; named tokens and sessions stay dead. */
  dropCutoffs(): void {
    for (const { kind, issuer, id } of this.all()) {
      if (kind === 'token' || kind === 'session') continue;
      for (const entry of this.#about(kind, issuer, id)) this.#remove(entry);
    }
    this.version += 1;
  }

  #about(kind: Kind, issuer: string, id: string): readonly Entry[] {
    let found = NOTHING;
    this.#hashOf(kind, issuer, id);
    this.#table.some(this.#hash.first, this.#hash.second, (reference) => {
      const fact = this.#entries.read(reference);
      const isIt = fact.kind === kind && fact.id === id && fact.issuer === issuer;
      if (isIt) found = [...found, { reference, fact }];
      return false;
    });
    return found;
  }

  #put(fact: LoggedRevocation): void {
    this.#hashOf(fact.kind, fact.issuer, fact.id);
    this.#table.add(this.#hash.first, this.#hash.second, this.#entries.write(fact));
    this.#count(fact, 1);
  }

  #remove({ reference, fact }: Entry): void {
    this.#entries.release(reference);
    this.#hashOf(fact.kind, fact.issuer, fact.id);
    if (this.#table.remove(this.#hash.first, this.#hash.second, reference)) this.#count(fact, -1);
  }

  #count({ kind, issuer }: LoggedRevocation, by: number): void {
    const counts = this.#counts[KINDS.indexOf(kind)];
    if (!counts) return;
    counts.all += by;
    if (issuer === ANY) counts.wild += by;
  }

  #hashOf(kind: Kind, issuer: string, id: string): void {
    this.#hash.of(this.#issuers.codeOf(issuer) * 8 + KINDS.indexOf(kind), id);
  }
}

/** What is to be known instead of `known`, now that `fact` is; undefined when it is no news. */
function merged(known: readonly Entry[], fact: LoggedRevocation): readonly LoggedRevocation[] | undefined {
  const before = known.map((entry) => entry.fact);
  const after = essence([...before, fact]);
  const isKnown = (one: LoggedRevocation): boolean => before.some((other) => same(one, other));
  return after.length === before.length && after.every(isKnown) ? undefined : after;
}

function same(a: LoggedRevocation, b: LoggedRevocation): boolean {
  return (
    a.except === b.except &&
    a.at === b.at &&
    a.expiresAt === b.expiresAt &&
    comparePositions(a.position, b.position) === 0
  );
}
