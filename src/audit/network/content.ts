import zlib from 'node:zlib';

/** Header names and values, in the order in which they are on the wire. */
export type Pairs = readonly (readonly [name: string, value: string])[];

/** The first value of a header, whatever the case of its name. */
export function header(headers: Pairs, name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1];
}

/** Every value of a header. `name` in lower case. */
export function headersNamed(headers: Pairs, name: string): string[] {
  return headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
}

/** What a body says: unpacked (gzip, deflate, br, zstd) and decoded by its charset. What cannot be unpacked is left as it came. */
export function textOf(bytes: Buffer, headers: Pairs, most: number): string {
  const unpacked = unpack(bytes, header(headers, 'content-encoding') ?? '', most);
  const [, charset = 'utf-8'] = /charset="?([\w-]+)/i.exec(header(headers, 'content-type') ?? '') ?? [];
  try {
    return new TextDecoder(charset).decode(unpacked);
  } catch {
    return unpacked.toString('utf8');
  }
}

type Unpack = (bytes: Buffer, options: { maxOutputLength: number }) => Buffer;

/** A body may have been packed several times; what was done last comes off first. A packed bomb stops at `most` bytes. */
function unpack(bytes: Buffer, encodings: string, most: number): Buffer {
  const ways = encodings
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .toReversed();
  let unpacked = bytes;
  for (const way of ways) {
    const by = WAYS.get(way);
    if (!by) return unpacked;
    try {
      unpacked = by(unpacked, { maxOutputLength: most });
    } catch {
      return unpacked;
    }
  }
  return unpacked;
}

const WAYS = new Map<string, Unpack>([
  ['gzip', zlib.gunzipSync],
  ['x-gzip', zlib.gunzipSync],
  ['br', zlib.brotliDecompressSync],
  // Some servers send it raw, without the header that the name stands for.
  [
    'deflate',
    (bytes, options) =>
      (bytes[0] ?? 0) % 16 === 8 ? zlib.inflateSync(bytes, options) : zlib.inflateRawSync(bytes, options),
  ],
  // Node 22.13 has no zstd yet.
  ...('zstdDecompressSync' in zlib ? [['zstd', zlib.zstdDecompressSync] as [string, Unpack]] : []),
]);
