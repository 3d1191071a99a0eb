/** An id of 16 random bytes as we make them: 22 characters of base64url, of which the last has four bits left over. */
const LENGTH = 22;
export const BYTES = 16;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const CODES: readonly number[] = Array.from(ALPHABET, (character) => character.charCodeAt(0));
const VALUES = new Int8Array(128).fill(-1);
CODES.forEach((code, value) => (VALUES[code] = value));

/** Writes the 16 bytes of `id` to `out` at `at`. False when it is not such an id in its one spelling. */
export function pack(id: string, out: Uint8Array, at: number): boolean {
  if (id.length !== LENGTH) return false;
  let bits = 0;
  let count = 0;
  let to = at;
  for (let index = 0; index < LENGTH; index += 1) {
    const code = id.charCodeAt(index);
    const value = code < 128 ? (VALUES[code] ?? -1) : -1;
    if (value < 0) return false;
    bits = ((bits & 0xff) << 6) | value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out[to] = bits >> count;
    to += 1;
  }
  return (bits & 0x0f) === 0;
}

/** The id whose bytes begin at `at`. */
export function unpack(bytes: Uint8Array, at: number): string {
  const codes: number[] = [];
  for (let index = at, bits = 0, count = 0; codes.length < LENGTH;) {
    if (count < 6) {
      bits = ((bits & 0xff) << 8) | (index < at + BYTES ? (bytes[index] ?? 0) : 0);
      index += 1;
      count += 8;
    }
    count -= 6;
    codes.push(CODES[(bits >> count) & 0x3f] ?? 0);
  }
  return String.fromCharCode(...codes);
}
