import { decode, isCanonical } from '../base64url.ts';
import { isRecord } from '../jws.ts';

/** The most that a list may be once it is inflated, bytes: 2^20 entries of 8 bits, eight times. */
const LARGEST = 8 * 1_024 * 1_024;

/** The statuses of many tokens, packed: 1, 2, 4 or 8 bits each (Token Status List, 4). */
export class StatusList {
  readonly #bits: number;
  readonly #bytes: Uint8Array;

  private constructor(bits: number, bytes: Uint8Array) {
    this.#bits = bits;
    this.#bytes = bytes;
  }

  /** Reads a `status_list` claim. Rejects for what is none, and for one that would inflate to more than is sane. */
  static async read(claim: unknown): Promise<StatusList> {
    const { bits, lst } = isRecord(claim) ? claim : {};
    if (bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8)
      throw new TypeError('a status has 1, 2, 4 or 8 bits');
    if (typeof lst !== 'string' || !isCanonical(lst)) throw new TypeError('the list is no base64url');
    return new StatusList(bits, await inflated(decode(lst)));
  }

  /** How many entries there are. */
  get size(): number {
    return (this.#bytes.length * 8) / this.#bits;
  }

  /** The status at `index`: 0 is valid, 1 invalid, 2 suspended (7). Throws a `RangeError` out of bounds. */
  at(index: number): number {
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.size)
      throw new RangeError('the list has no such entry');
    const position = index * this.#bits;
    const byte = this.#bytes[Math.floor(position / 8)] ?? 0;
    return (byte >> (position % 8)) & (2 ** this.#bits - 1);
  }
}

/** What a ZLIB stream (RFC 1950) holds, as it comes out, so that a small one cannot become a huge one. */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > LARGEST) throw new RangeError('the list is too large');
    chunks.push(chunk);
  }
  const all = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}
