import { describe, expect, it, vi } from 'vitest';
import { Hash } from './hash.ts';

/** HalfSipHash-c-d with 64 bits of output, as its paper has it; the words are those of the padded message. */
function halfSipHash(c: number, d: number, [k0, k1]: readonly number[], words: readonly number[]): string {
  let v = [k0 ?? 0, (k1 ?? 0) ^ 0xee, (k0 ?? 0) ^ 0x6c796765, (k1 ?? 0) ^ 0x74656462];
  const rotated = (x: number, by: number): number => (x << by) | (x >>> (32 - by));
  const rounds = (count: number): void => {
    for (let round = 0; round < count; round += 1) {
      let [a = 0, b = 0, e = 0, f = 0] = v;
      a += b;
      b = rotated(b, 5) ^ a;
      a = rotated(a, 16);
      e += f;
      f = rotated(f, 8) ^ e;
      a += f;
      f = rotated(f, 7) ^ a;
      e += b;
      b = rotated(b, 13) ^ e;
      e = rotated(e, 16);
      v = [a, b, e, f];
    }
  };
  const mix = (lane: number, value: number): void => {
    v = v.map((one, index) => (index === lane ? one ^ value : one));
  };
  for (const word of words) {
    mix(3, word);
    rounds(c);
    mix(0, word);
  }
  mix(2, 0xee);
  rounds(d);
  const first = ((v[1] ?? 0) ^ (v[3] ?? 0)) >>> 0;
  mix(1, 0xdd);
  rounds(d);
  return `${first} ${((v[1] ?? 0) ^ (v[3] ?? 0)) >>> 0}`;
}

function of(hash: Hash, salt: number, text: string): string {
  hash.of(salt, text);
  return `${hash.first} ${hash.second}`;
}

describe('a hash', () => {
  it('is another one for each list, and tells salts, texts and lengths apart', () => {
    const [one, other] = [new Hash(), new Hash()];
    expect(of(one, 1, 'text')).toBe(of(one, 1, 'text'));
    expect(of(one, 1, 'text')).not.toBe(of(other, 1, 'text'));
    const texts = ['', '\0', '\0\0', 'a', 'a\0', 'ab', 'ba', 'abc', 'text', 'texu'];
    const all = texts.flatMap((text) => [0, 1, 2 ** 31].map((salt) => of(one, salt, text)));
    expect(new Set(all).size).toBe(all.length);
  });

  it('is HalfSipHash-1-3 of the salt, the code units in pairs, and the length', () => {
    // The published vector of HalfSipHash-2-4 for no bytes, which are one word: the length.
    const little = new DataView(Uint8Array.of(0x21, 0x8d, 0x1f, 0x59, 0xb9, 0xb8, 0x3c, 0xc8).buffer);
    const published = `${little.getUint32(0, true)} ${little.getUint32(4, true)}`;
    expect(halfSipHash(2, 4, [0x03020100, 0x07060504], [0])).toBe(published);

    const key = [0x89abcdef, 0x01234567];
    const random = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      new Uint32Array(array?.buffer ?? new ArrayBuffer(0)).set(key);
      return array;
    });
    const hash = new Hash();
    random.mockRestore();
    const unit = (text: string, at: number): number => text.charCodeAt(at);
    const cases: [number, string, (text: string) => number[]][] = [
      [0, '', () => [0]],
      [9, 'a', (text) => [unit(text, 0), 1]],
      [2 ** 31, 'a\uffff', (text) => [unit(text, 0) | (unit(text, 1) << 16), 2]],
      [5, 'abc', (text) => [unit(text, 0) | (unit(text, 1) << 16), unit(text, 2), 3]],
    ];
    for (const [salt, text, words] of cases) {
      expect(of(hash, salt, text), text).toBe(halfSipHash(1, 3, key, [salt, ...words(text)]));
    }
  });
});
