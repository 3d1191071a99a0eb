import type { LoggedRevocation } from '../revocation.ts';
import { Blocks, type Chain } from './blocks.ts';
import { EntryCodec } from './entry.ts';
import { Words } from './words.ts';

/** Facts that expire within the same minute are forgotten together, ms. */
const BUCKET = 60_000;
/** How many facts are forgotten at once at most, so that nobody waits for it. */
const PORTION = 2_500;
/** References from here on are not places: what they stand for is kept as it is. */
const ODD = 0xf000_0000;

/** A fact and where it is. */
export interface Entry {
  readonly reference: number;
  readonly fact: LoggedRevocation;
}

/** Facts as bytes, each under a reference, in the order in which they are to be forgotten. */
export class Entries {
  readonly #codec = new EntryCodec(new Words());
  readonly #blocks = new Blocks();
  /** By the minute in which they expire. */
  readonly #buckets = new Map<number, Chain>();
  /** What is too long or too odd for bytes, by its reference. */
  readonly #odd = new Map<number, LoggedRevocation>();
  /** No fact expires before this minute. */
  #earliest = Infinity;
  #lastOdd = ODD;

  /** Bytes that it holds on to. */
  get bytes(): number {
    return this.#blocks.bytes;
  }

  /** Writes a fact, and answers its reference. */
  write(fact: LoggedRevocation): number {
    const entry = this.#codec.encode(fact);
    if (!entry) {
      this.#lastOdd += 1;
      this.#odd.set(this.#lastOdd, fact);
      return this.#lastOdd;
    }
    const bucket = Math.floor(fact.expiresAt / BUCKET);
    const chain = this.#buckets.get(bucket) ?? this.#blocks.chain();
    this.#buckets.set(bucket, chain);
    this.#earliest = Math.min(this.#earliest, bucket);
    return this.#blocks.put(chain, entry);
  }

  read(reference: number): LoggedRevocation {
    return this.#odd.get(reference) ?? this.#codec.decode(this.#blocks.at(reference));
  }

  /** Says that nobody will read a reference any more; its bytes stay until the minute in which they expire. */
  release(reference: number): void {
    this.#odd.delete(reference);
  }

  /** All that was written and not yet forgotten, with what was released. */
  *all(): Generator<Entry> {
    for (const chain of this.#buckets.values()) {
      for (const block of this.#blocks.of(chain)) yield* this.#of(block);
    }
    for (const [reference, fact] of this.#odd) yield { reference, fact };
  }

  /** Forgets what expired before the minute of `now` (ms since the epoch); a part of it, if it is much. */
  forget(now: number, forgotten: (entry: Entry) => void): void {
    const over = Math.floor(now / BUCKET);
    for (let left = PORTION; left > 0 && this.#earliest < over;) {
      const chain = this.#buckets.get(this.#earliest);
      const [block] = chain ? this.#blocks.of(chain) : [];
      if (!chain || block === undefined) {
        this.#next();
        continue;
      }
      for (const entry of this.#of(block)) {
        forgotten(entry);
        left -= 1;
      }
      this.#blocks.drop(chain);
    }
    for (const [reference, fact] of this.#odd) {
      if (Math.floor(fact.expiresAt / BUCKET) < over) forgotten({ reference, fact });
    }
  }

  *#of(block: number): Generator<Entry> {
    for (const reference of this.#blocks.places(block)) {
      yield { reference, fact: this.#codec.decode(this.#blocks.at(reference)) };
    }
  }

  /** The earliest minute is forgotten: which one comes next? */
  #next(): void {
    this.#buckets.delete(this.#earliest);
    this.#earliest = Infinity;
    for (const bucket of this.#buckets.keys()) this.#earliest = Math.min(this.#earliest, bucket);
  }
}
