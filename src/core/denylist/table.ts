/** Into how many parts a table is split: each grows by itself, so that no growth is felt. */
const PARTS = 256;
/** How full a part may become. */
const FULL = 0.8;
const GROWTH = 1.5;
const SMALLEST = 8;

/**
 * An open-addressing table from 64 bits of hash to one or more references, in typed arrays: 8 bytes a slot, linear
 * probing, no tombstones. Different texts may share a hash; whoever asks compares what is referred to.
 */
export class Table {
  readonly #parts: (Part | undefined)[] = Array.from({ length: PARTS });
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Calls `visit` with every reference under that hash, until one answers true. Answers whether one did. */
  some(first: number, second: number, visit: (reference: number) => boolean): boolean {
    return this.#parts[first % PARTS]?.some(second, visit) ?? false;
  }

  /** Adds a reference, below 2^32 - 1. */
  add(first: number, second: number, reference: number): void {
    const at = first % PARTS;
    let part = this.#parts[at];
    if (!part || part.size + 1 > part.capacity * FULL) {
      part = (part ?? new Part(0)).resized(Math.max(SMALLEST, Math.ceil((part?.capacity ?? 0) * GROWTH)));
      this.#parts[at] = part;
    }
    part.add(second, reference);
    this.#size += 1;
  }

  /** Takes a reference out again. False when it is not there. */
  remove(first: number, second: number, reference: number): boolean {
    const at = first % PARTS;
    const part = this.#parts[at];
    if (!part?.remove(second, reference)) return false;
    this.#size -= 1;
    if (part.size === 0) this.#parts[at] = undefined;
    else if (part.capacity > SMALLEST && part.size < part.capacity * 0.25) {
      this.#parts[at] = part.resized(Math.max(SMALLEST, Math.ceil(part.capacity / 2)));
    }
    return true;
  }

  /** Bytes that its slots take. */
  get bytes(): number {
    return this.#parts.reduce((sum, part) => sum + (part ? part.capacity * 8 : 0), 0);
  }
}

/** One part: slots of a hash and a reference, where reference 0 is an empty slot. */
class Part {
  readonly capacity: number;
  size = 0;
  readonly #slots: Uint32Array;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.#slots = new Uint32Array(capacity * 2);
  }

  some(hash: number, visit: (reference: number) => boolean): boolean {
    const slots = this.#slots;
    for (let slot = this.#home(hash); ; slot = this.#next(slot)) {
      const reference = slots[slot * 2 + 1] ?? 0;
      if (reference === 0) return false;
      if (slots[slot * 2] === hash && visit(reference - 1)) return true;
    }
  }

  add(hash: number, reference: number): void {
    let slot = this.#home(hash);
    while (this.#slots[slot * 2 + 1]) slot = this.#next(slot);
    this.#slots[slot * 2] = hash;
    this.#slots[slot * 2 + 1] = reference + 1;
    this.size += 1;
  }

  remove(hash: number, reference: number): boolean {
    const slots = this.#slots;
    let hole = this.#home(hash);
    while (slots[hole * 2] !== hash || slots[hole * 2 + 1] !== reference + 1) {
      if (!slots[hole * 2 + 1]) return false;
      hole = this.#next(hole);
    }
    // Whatever was pushed past the hole moves up, so that no search ends too early.
    for (let slot = this.#next(hole); slots[slot * 2 + 1]; slot = this.#next(slot)) {
      const home = this.#home(slots[slot * 2] ?? 0);
      if ((slot - home + this.capacity) % this.capacity < (slot - hole + this.capacity) % this.capacity)
        continue;
      slots[hole * 2] = slots[slot * 2] ?? 0;
      slots[hole * 2 + 1] = slots[slot * 2 + 1] ?? 0;
      hole = slot;
    }
    slots[hole * 2 + 1] = 0;
    this.size -= 1;
    return true;
  }

  /** The same in another capacity. */
  resized(capacity: number): Part {
    const part = new Part(capacity);
    for (let slot = 0; slot < this.capacity; slot += 1) {
      const reference = this.#slots[slot * 2 + 1] ?? 0;
      if (reference > 0) part.add(this.#slots[slot * 2] ?? 0, reference - 1);
    }
    return part;
  }

  #home(hash: number): number {
    return Math.floor((hash * this.capacity) / 4_294_967_296);
  }

  #next(slot: number): number {
    return slot + 1 === this.capacity ? 0 : slot + 1;
  }
}
