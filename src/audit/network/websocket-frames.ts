import { randomBytes } from 'node:crypto';

/** What a frame is for (RFC 6455, section 5.2). */
export const CODES = { more: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export interface Frame {
  readonly code: number;
  readonly last: boolean;
  readonly payload: Buffer;
}

/** A larger one is taken for an attack on the memory of the audit. */
const MOST_BYTES = 4_194_304;

/** A frame of a client: masked, as clients have to, and never in parts. */
export function frameOf(code: number, payload: Buffer): Buffer {
  const { length } = payload;
  const size =
    length < 126 ? Buffer.from([0x80 | length]) : length < 65_536 ? Buffer.alloc(3) : Buffer.alloc(9);
  if (size.length === 3) {
    size[0] = 0x80 | 126;
    size.writeUInt16BE(length, 1);
  } else if (size.length === 9) {
    size[0] = 0x80 | 127;
    size.writeBigUInt64BE(BigInt(length), 1);
  }
  const mask = randomBytes(4);
  const masked = payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return Buffer.concat([Buffer.from([0x80 | code]), size, mask, masked]);
}

/** Takes frames of a server out of what comes, wherever it was cut. Throws for what a server must not send. */
export class FrameReader {
  #rest = Buffer.alloc(0);

  read(chunk: Buffer): Frame[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame; frame = this.#next()) frames.push(frame);
    return frames;
  }

  #next(): Frame | undefined {
    const [first, second] = this.#rest;
    if (first === undefined || second === undefined) return undefined;
    if ((second & 0x80) !== 0) throw new Error('the server sent a masked frame');
    if ((first & 0x70) !== 0) throw new Error('the server uses an extension that nobody agreed on');
    const short = second & 0x7f;
    const start = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (this.#rest.length < start) return undefined;
    const length =
      short === 126
        ? this.#rest.readUInt16BE(2)
        : short === 127
          ? Number(this.#rest.readBigUInt64BE(2))
          : short;
    if (length > MOST_BYTES) throw new Error('the server sent a frame that is too large');
    if (this.#rest.length < start + length) return undefined;
    const payload = this.#rest.subarray(start, start + length);
    this.#rest = this.#rest.subarray(start + length);
    return { code: first & 0x0f, last: (first & 0x80) !== 0, payload };
  }
}

/** Puts messages together from their parts; control frames may come in between. */
export class Messages {
  #parts: Buffer[] = [];
  #bytes = 0;

  /** The whole message, once the last part is there. */
  add({ payload, last }: Frame): string | undefined {
    this.#bytes += payload.length;
    if (this.#bytes > MOST_BYTES) throw new Error('the server sent a message that is too large');
    this.#parts.push(payload);
    if (!last) return undefined;
    const text = Buffer.concat(this.#parts).toString('utf8');
    this.#parts = [];
    this.#bytes = 0;
    return text;
  }
}
