/** Bytes in a block, of which the first four say which block comes next. */
const BLOCK = 512;
const HEADER = 4;
const SLAB = 1 << 18;
const BLOCKS = SLAB / BLOCK;
const NONE = 0xffff_ffff;

/** The most bytes that an entry may have: one more says how many they are. */
export const LONGEST_ENTRY = 254;

interface Slab {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** The first of its free blocks, each of which says which is the next. */
  free: number;
  used: number;
}

/** Entries that are forgotten together. */
export interface Chain {
  first: number;
  last: number;
  /** Where the next entry goes in the last block. */
  end: number;
}

/**
 * Memory for entries of bytes, outside the heap that is searched for garbage. A chain of small blocks holds the
 * entries that will be forgotten together; forgetting gives its blocks back, and a slab without any is let go.
 */
export class Blocks {
  readonly #slabs: (Slab | undefined)[] = [];
  /** No slab before this one has a free block. */
  #lowest = 0;

  chain(): Chain {
    return { first: NONE, last: NONE, end: BLOCK };
  }

  /** Puts an entry of 1 to `LONGEST_ENTRY` bytes at the end of `chain`. Answers where it is. */
  put(chain: Chain, entry: Uint8Array): number {
    if (chain.end + 1 + entry.length > BLOCK) {
      const block = this.#take();
      if (chain.last === NONE) chain.first = block;
      else this.#link(chain.last, block);
      chain.last = block;
      chain.end = HEADER;
    }
    const place = chain.last * BLOCK + chain.end;
    const { bytes } = this.#slab(chain.last);
    const from = place % SLAB;
    bytes[from] = entry.length;
    bytes.set(entry, from + 1);
    chain.end += 1 + entry.length;
    // The block may have been used before: a length of 0 ends it.
    if (chain.end < BLOCK) bytes[from + 1 + entry.length] = 0;
    return place;
  }

  /** The entry at a place; good until the next change. */
  at(place: number): Uint8Array {
    const { bytes } = this.#slab(Math.floor(place / BLOCK));
    const from = place % SLAB;
    return bytes.subarray(from + 1, from + 1 + (bytes[from] ?? 0));
  }

  /** The blocks of a chain, oldest first. */
  *of(chain: Chain): Generator<number> {
    for (let block = chain.first; block !== NONE; block = this.#next(block)) yield block;
  }

  /** Where the entries of a block are. */
  *places(block: number): Generator<number> {
    const end = (block + 1) * BLOCK;
    for (let place = block * BLOCK + HEADER; place < end;) {
      const { length } = this.at(place);
      if (length === 0) return;
      yield place;
      place += 1 + length;
    }
  }

  /** Gives the first block of a chain back, with all that is in it. */
  drop(chain: Chain): void {
    const block = chain.first;
    if (block === NONE) return;
    chain.first = this.#next(block);
    if (chain.first === NONE) [chain.last, chain.end] = [NONE, BLOCK];
    const index = Math.floor(block / BLOCKS);
    const slab = this.#slab(block);
    slab.used -= 1;
    if (slab.used === 0) this.#slabs[index] = undefined;
    else {
      this.#link(block, slab.free);
      slab.free = block;
    }
    this.#lowest = Math.min(this.#lowest, index);
  }

  /** Bytes that it holds on to. */
  get bytes(): number {
    return this.#slabs.reduce((sum, slab) => sum + (slab ? SLAB : 0), 0);
  }

  #take(): number {
    for (; ; this.#lowest += 1) {
      const slab = (this.#slabs[this.#lowest] ??= newSlab(this.#lowest * BLOCKS));
      if (slab.free === NONE) continue;
      const block = slab.free;
      slab.free = this.#next(block);
      slab.used += 1;
      this.#link(block, NONE);
      slab.bytes[((block * BLOCK) % SLAB) + HEADER] = 0;
      return block;
    }
  }

  #next(block: number): number {
    return this.#slab(block).view.getUint32((block * BLOCK) % SLAB);
  }

  #link(block: number, next: number): void {
    this.#slab(block).view.setUint32((block * BLOCK) % SLAB, next);
  }

  #slab(block: number): Slab {
    const slab = this.#slabs[Math.floor(block / BLOCKS)];
    if (!slab) throw new RangeError('a block that was given back');
    return slab;
  }
}

function newSlab(first: number): Slab {
  const bytes = new Uint8Array(SLAB);
  const view = new DataView(bytes.buffer);
  for (let block = 0; block < BLOCKS; block += 1) {
    view.setUint32(block * BLOCK, block + 1 === BLOCKS ? NONE : first + block + 1);
  }
  return { bytes, view, free: first, used: 0 };
}
