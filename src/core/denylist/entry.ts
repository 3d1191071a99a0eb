import type { Kind, LoggedRevocation } from '../revocation.ts';
import { LONGEST_ENTRY } from './blocks.ts';
import { BYTES, pack, unpack } from './random-id.ts';
import type { Words } from './words.ts';

export const KINDS: readonly Kind[] = ['token', 'session', 'subject', 'client', 'tenant', 'everything'];

/** In the first byte, beside the number of the kind, which is never 0. */
const [EXCEPT, REASON, BY] = [0x10, 0x20, 0x40];
/** The number that stands for an id of 16 random bytes, spelt in base64url as those we make are. */
const RANDOM = 0;

const utf8 = { in: new TextEncoder(), out: new TextDecoder() };

/**
 * A fact as bytes: kind and what follows, issuer, id, where in the log, its expiry, from its instant to its expiry,
 * and the rest if there is any. About 35 for a session. Whole numbers are base 128, lowest digits first.
 */
export class EntryCodec {
  readonly #words: Words;
  readonly #out = new Uint8Array(LONGEST_ENTRY);
  #at = 0;

  constructor(words: Words) {
    this.#words = words;
  }

  /** The bytes, good until the next call; undefined for what does not fit: odd numbers, endless texts. */
  encode(fact: LoggedRevocation): Uint8Array | undefined {
    const { kind, id, issuer, except, at, expiresAt, reason, by, position } = fact;
    const numbers = [position.generation, position.sequence, expiresAt, expiresAt - at];
    if (!numbers.every((number) => Number.isSafeInteger(number) && number >= 0)) return undefined;
    if (!Number.isSafeInteger(at)) return undefined;
    this.#at = 0;
    try {
      const has = (flag: number, value: unknown): number => (value === undefined ? 0 : flag);
      this.#byte(1 + KINDS.indexOf(kind) + has(EXCEPT, except) + has(REASON, reason) + has(BY, by));
      this.#word(issuer);
      this.#text(id);
      for (const number of numbers) this.#number(number);
      if (except !== undefined) this.#text(except);
      if (reason !== undefined) this.#word(reason);
      if (by !== undefined) this.#word(by);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
    return this.#out.subarray(0, this.#at);
  }

  decode(bytes: Uint8Array): LoggedRevocation {
    return new Reader(bytes, this.#words).fact();
  }

  #byte(value: number): void {
    if (this.#at === this.#out.length) throw new RangeError('too long');
    this.#out[this.#at] = value;
    this.#at += 1;
  }

  #number(value: number): void {
    let left = value;
    for (; left >= 128; left = Math.floor(left / 128)) this.#byte((left % 128) + 128);
    this.#byte(left);
  }

  #text(text: string): void {
    if (this.#at + 1 + BYTES > this.#out.length || !pack(text, this.#out, this.#at + 1))
      return this.#spelt(text);
    this.#byte(RANDOM);
    this.#at += BYTES;
  }

  /** The length, and one more so that an empty text is not taken for a random one, then UTF-8. */
  #spelt(text: string): void {
    if (text.length > LONGEST_ENTRY) throw new RangeError('too long');
    const bytes = utf8.in.encode(text);
    if (utf8.out.decode(bytes) !== text) throw new RangeError('half a character');
    this.#number(bytes.length + 1);
    for (const byte of bytes) this.#byte(byte);
  }

  /** A word that is kept once, or 0 and the word. */
  #word(word: string): void {
    const code = this.#words.codeOf(word);
    this.#number(code);
    if (code === 0) this.#spelt(word);
  }
}

class Reader {
  #at = 0;
  readonly #bytes: Uint8Array;
  readonly #words: Words;

  constructor(bytes: Uint8Array, words: Words) {
    this.#bytes = bytes;
    this.#words = words;
  }

  fact(): LoggedRevocation {
    const head = this.#byte();
    const kind = KINDS[(head & 0x0f) - 1];
    if (!kind) throw new RangeError('not an entry');
    const issuer = this.#word();
    const id = this.#text();
    const position = { generation: this.#number(), sequence: this.#number() };
    const expiresAt = this.#number();
    const at = expiresAt - this.#number();
    return {
      kind,
      id,
      issuer,
      ...(head & EXCEPT ? { except: this.#text() } : {}),
      at,
      expiresAt,
      ...(head & REASON ? { reason: this.#word() } : {}),
      ...(head & BY ? { by: this.#word() } : {}),
      position,
    };
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new RangeError('the entry ends too early');
    this.#at += 1;
    return byte;
  }

  #number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#byte();
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  }

  #text(): string {
    const length = this.#number();
    if (length === RANDOM) return unpack(this.#take(BYTES), 0);
    return utf8.out.decode(this.#take(length - 1));
  }

  #word(): string {
    const code = this.#number();
    return code === 0 ? this.#text() : this.#words.wordOf(code);
  }

  #take(count: number): Uint8Array {
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }
}
