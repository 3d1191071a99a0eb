import {
  ANY,
  ends,
  factKey,
  idOf,
  mergeFacts,
  type Bearer,
  type Kind,
  type LoggedRevocation,
} from './revocation.ts';

const KINDS: readonly Kind[] = ['token', 'session', 'subject', 'client', 'tenant', 'everything'];
/** Facts that expire within the same minute share a bucket, and forgetting a minute is dropping its bucket. */
const BUCKET = 60_000;

/** The live revocations as one node remembers them. */
export class Denylist {
  /** Grows with every fact that changed something: a token cleared at this version need not be looked up again. */
  version = 0;
  readonly #facts = new Map<string, LoggedRevocation>();
  /** Facts by kind, issuer and id, whatever their exception. */
  readonly #index = new Map<string, Set<string>>();
  readonly #buckets = new Map<number, Set<string>>();

  get size(): number {
    return this.#facts.size;
  }

  /** Adds or merges a fact. True when it was news. */
  add(fact: LoggedRevocation): boolean {
    const key = factKey(fact);
    const known = this.#facts.get(key);
    const merged = known ? mergeFacts(known, fact) : fact;
    if (known && same(known, merged)) return false;
    if (known) this.#bucketOf(known).delete(key);
    this.#facts.set(key, merged);
    this.#bucketOf(merged).add(key);
    const place = indexKey(fact.kind, fact.issuer, fact.id);
    const there = this.#index.get(place);
    if (there) there.add(key);
    else this.#index.set(place, new Set([key]));
    this.version += 1;
    return true;
  }

  /** The fact that ended `bearer`, if any. */
  find(bearer: Bearer): LoggedRevocation | undefined {
    for (const kind of KINDS) {
      const id = idOf(kind, bearer);
      if (id === undefined) continue;
      for (const issuer of [bearer.issuer, ANY]) {
        for (const key of this.#index.get(indexKey(kind, issuer, id)) ?? []) {
          const fact = this.#facts.get(key);
          if (fact && ends(fact, bearer)) return fact;
        }
      }
    }
    return undefined;
  }

  /** Every fact it holds. */
  all(): LoggedRevocation[] {
    return [...this.#facts.values()];
  }

  /** What `others` does not say, and this list does. */
  missingFrom(others: readonly LoggedRevocation[]): LoggedRevocation[] {
    const theirs = new Map<string, LoggedRevocation>();
    for (const fact of others) {
      const key = factKey(fact);
      const other = theirs.get(key);
      theirs.set(key, other ? mergeFacts(other, fact) : fact);
    }
    return this.all().filter((fact) => {
      const other = theirs.get(factKey(fact));
      return !other || !same(other, mergeFacts(other, fact));
    });
  }

  /** Drops what no live token can need any more at `now` (ms since the epoch). */
  forget(now: number): void {
    for (const [bucket, keys] of this.#buckets) {
      if ((bucket + 1) * BUCKET > now) continue;
      for (const key of keys) this.#remove(key);
      this.#buckets.delete(bucket);
    }
  }

  /** Drops the cut-offs, whose places belong to a log that is gone; named tokens and sessions stay dead. */
  dropCutoffs(): void {
    for (const [key, fact] of this.#facts) {
      if (fact.kind !== 'token' && fact.kind !== 'session') this.#remove(key);
    }
    this.version += 1;
  }

  #remove(key: string): void {
    const fact = this.#facts.get(key);
    if (!fact) return;
    this.#facts.delete(key);
    const place = indexKey(fact.kind, fact.issuer, fact.id);
    const there = this.#index.get(place);
    there?.delete(key);
    if (there?.size === 0) this.#index.delete(place);
  }

  #bucketOf(fact: LoggedRevocation): Set<string> {
    const bucket = Math.floor(fact.expiresAt / BUCKET);
    const keys = this.#buckets.get(bucket) ?? new Set<string>();
    this.#buckets.set(bucket, keys);
    return keys;
  }
}

function indexKey(kind: Kind, issuer: string, id: string): string {
  return `${kind} ${issuer} ${id}`;
}

function same(a: LoggedRevocation, b: LoggedRevocation): boolean {
  return (
    a.at === b.at &&
    a.expiresAt === b.expiresAt &&
    a.position.generation === b.position.generation &&
    a.position.sequence === b.position.sequence
  );
}
