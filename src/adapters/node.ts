import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { LARGEST_BODY } from '../http/body.ts';
import { BadRequest } from '../http/errors.ts';
import type { HeaderReader } from '../http/headers.ts';

/** How long a body may take to arrive, ms. */
const BODY_DEADLINE = 5_000;

/** The headers of a Node request as they were sent: Node itself would drop the second `Authorization`. */
export function headersOf(request: IncomingMessage): HeaderReader {
  const raw = sentHeaders(request);
  return {
    get(name) {
      const joint = name === 'cookie' ? '; ' : ', ';
      let found: string | null = null;
      for (let index = 0; index + 1 < raw.length; index += 2) {
        const key = raw[index];
        if (key?.length !== name.length || key.toLowerCase() !== name) continue;
        found = found === null ? (raw[index + 1] ?? '') : `${found}${joint}${raw[index + 1]}`;
      }
      return found;
    },
  };
}

/**
 * A Node request as a web `Request`. `path` is relative to the mount; `parsed` is the body if somebody has
 * read it already, `stream` what brings it otherwise. Rejects with `BadRequest` for a request that has no web form.
 */
export async function requestOf(
  request: IncomingMessage,
  path: string,
  parsed: unknown,
  stream: Readable = request,
): Promise<Request> {
  const { method = 'GET' } = request;
  const rawHeaders = sentHeaders(request);
  const hasBody = method !== 'GET' && method !== 'HEAD';
  // Older body parsers put an empty object there for what they have not read.
  const body = hasBody && !stream.readableEnded ? await bodyOf(stream) : undefined;
  if (hasBody && !body && (typeof parsed !== 'object' || Buffer.isBuffer(parsed))) {
    throw new BadRequest('the body was read before, and not as an object');
  }
  try {
    const headers = new Headers();
    for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
      headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
    }
    const url = new URL(`http://curfew.invalid${path}`);
    if (!hasBody) return new Request(url, { method, headers });
    if (body) return new Request(url, { method, headers, body });
    headers.set('content-type', 'application/json');
    return new Request(url, { method, headers, body: JSON.stringify(parsed ?? {}) });
  } catch {
    throw new BadRequest('the request cannot be read');
  }
}

/** Names and values in turn. HTTP/2 has pseudo-headers among them, and the host is one of those. */
function sentHeaders({ rawHeaders, httpVersionMajor }: IncomingMessage): readonly string[] {
  if (httpVersionMajor < 2) return rawHeaders;
  const isKept = (index: number): boolean =>
    rawHeaders[index] === ':authority' || !rawHeaders[index]?.startsWith(':');
  return rawHeaders
    .filter((_, index) => isKept(index - (index % 2)))
    .map((text, index) => (index % 2 === 0 && text === ':authority' ? 'host' : text));
}

/** Writes a web `Response` to a Node one. */
export async function send(response: Response, to: ServerResponse): Promise<void> {
  to.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') to.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) to.appendHeader('set-cookie', cookies);
  to.end(await response.text());
}

/** The whole body, or a little more than is allowed, so that the reader can tell. Rejects when it breaks off. */
function bodyOf(stream: Readable): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(brokeOff, BODY_DEADLINE);
    function stop(): void {
      clearTimeout(timer);
      stream.off('data', take).off('end', done).off('error', brokeOff).off('close', brokeOff);
    }
    function done(): void {
      stop();
      resolve(new Uint8Array(Buffer.concat(chunks)));
    }
    function brokeOff(): void {
      stop();
      reject(new BadRequest('the body broke off'));
    }
    function take(chunk: Buffer): void {
      size += chunk.length;
      chunks.push(chunk);
      if (size > LARGEST_BODY) done();
    }
    stream.on('data', take).on('end', done).on('error', brokeOff).on('close', brokeOff);
  });
}
