/**
 * A bounded map that forgets what was not asked for lately: two halves, and when the young one is full the
 * old one goes. One or two look-ups a hit, no bookkeeping per entry.
 */
export class Cache<V> {
  readonly #half: number;
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  /** Holds between `capacity / 2` and `capacity` entries once it is full. */
  constructor(capacity: number) {
    this.#half = Math.max(1, Math.ceil(capacity / 2));
  }

  get(key: string): V | undefined {
    const value = this.#young.get(key);
    if (value !== undefined) return value;
    const old = this.#old.get(key);
    if (old !== undefined) {
      this.#old.delete(key);
      this.set(key, old);
    }
    return old;
  }

  set(key: string, value: V): void {
    if (this.#young.size >= this.#half && !this.#young.has(key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  delete(key: string): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }

  /** Drops every entry that `gone` says is gone. */
  drop(gone: (value: V) => boolean): void {
    for (const half of [this.#young, this.#old]) {
      for (const [key, value] of half) if (gone(value)) half.delete(key);
    }
  }

  values(): V[] {
    return [...this.#young.values(), ...this.#old.values()];
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }
}
