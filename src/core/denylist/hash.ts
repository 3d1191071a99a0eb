/**
 * HalfSipHash-1-3 of texts, as two 32-bit lanes: a keyed hash, so that nobody who may choose ids can make them
 * collide. The key is random for each one. Aumasson and Bernstein, "SipHash: a fast short-input PRF".
 */
export class Hash {
  /** Of the text hashed last. */
  first = 0;
  second = 0;
  readonly #key: Uint32Array = crypto.getRandomValues(new Uint32Array(2));

  /** Hashes `salt`, a whole number below 2^32, and `text`, two code units at a time. */
  of(salt: number, text: string): void {
    const [k0 = 0, k1 = 0] = this.#key;
    let a = k0;
    let b = k1 ^ 0xee;
    let c = k0 ^ 0x6c796765;
    let d = k1 ^ 0x74656462;
    // The salt, the text, and the length, which keeps apart what would be alike when it is filled up to whole words.
    const words = 2 + ((text.length + 1) >> 1);
    for (let step = 0; step < words + 6; step += 1) {
      const word = step === 0 ? salt : step < words ? wordOf(text, step - 1) : 0;
      d ^= word;
      a = (a + b) | 0;
      b = ((b << 5) | (b >>> 27)) ^ a;
      a = (a << 16) | (a >>> 16);
      c = (c + d) | 0;
      d = ((d << 8) | (d >>> 24)) ^ c;
      a = (a + d) | 0;
      d = ((d << 7) | (d >>> 25)) ^ a;
      c = (c + b) | 0;
      b = ((b << 13) | (b >>> 19)) ^ c;
      c = (c << 16) | (c >>> 16);
      a ^= word;
      if (step === words - 1) c ^= 0xee;
      if (step === words + 2) {
        this.first = (b ^ d) >>> 0;
        b ^= 0xdd;
      }
    }
    this.second = (b ^ d) >>> 0;
  }
}

/** Two code units; after the last of them, the length. */
function wordOf(text: string, index: number): number {
  const at = index * 2;
  const { length } = text;
  if (at + 1 < length) return text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
  return at < length ? text.charCodeAt(at) : length;
}
