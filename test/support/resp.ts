import { connect, type NetConnectOpts } from 'node:net';

/** What Redis answers. */
export type RespValue = string | number | null | readonly RespValue[] | RespError;

/** An error that Redis answered; `code` is its first word: `NOAUTH`, `LOADING`, `ERR`. */
export class RespError extends Error {
  readonly code: string;

  constructor(message: string) {
    super(message);
    this.code = message.split(' ')[0] ?? '';
  }
}

/**
 * Sends commands over a connection of their own, without a client library, and gives the answer to each.
 *
 * @throws {Error} when nobody listens, or the answers are not there after `limit` milliseconds
 */
export function respRequest(
  to: NetConnectOpts,
  commands: readonly (readonly (string | number)[])[],
  limit: number,
): Promise<RespValue[]> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = connect(to, () => socket.write(commands.map(encode).join('')));
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(limit, () => fail(new Error(`Redis did not answer within ${limit} ms`)));
    socket.on('error', fail).on('end', () => fail(new Error('Redis hung up')));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const answers = decode(received, commands.length);
      if (!answers) return;
      socket.destroy();
      resolve(answers);
    });
  });
}

function encode(words: readonly (string | number)[]): string {
  const parts = words.map(String).map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return `*${parts.length}\r\n${parts.join('')}`;
}

/** The first `count` values of `bytes`, or undefined while they are not all there. */
function decode(bytes: Buffer, count: number): RespValue[] | undefined {
  let at = 0;
  const value = (): RespValue | undefined => {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const [kind, text] = [bytes.toString('latin1', at, at + 1), bytes.toString('utf8', at + 1, end)];
    at = end + 2;
    if (kind === '+') return text;
    if (kind === '-') return new RespError(text);
    if (kind === ':') return Number(text);
    const length = Number(text);
    if (length < 0) return null;
    if (kind === '*') return values(length);
    at += length + 2;
    return at > bytes.length ? undefined : bytes.toString('utf8', at - length - 2, at - 2);
  };
  const values = (length: number): RespValue[] | undefined => {
    const found: RespValue[] = [];
    while (found.length < length) {
      const next = value();
      if (next === undefined) return undefined;
      found.push(next);
    }
    return found;
  };
  return values(count);
}
