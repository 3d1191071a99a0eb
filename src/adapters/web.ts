import { LARGEST_BODY } from '../http/body.ts';
import { BadRequest } from '../http/errors.ts';

/** How long a body may take to arrive, ms. */
const BODY_DEADLINE = 5_000;

/**
 * `request` with a body that is there already: all of it, or a little more than is allowed, so that the reader can
 * tell. Rejects with `BadRequest` when it breaks off or takes too long.
 */
export async function withBody(request: Request): Promise<Request> {
  if (request.body === null) return request;
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body: await bytesOf(request.body),
  });
}

async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), BODY_DEADLINE);
  });
  const bytes = new Uint8Array(LARGEST_BODY + 1);
  let size = 0;
  try {
    while (size < bytes.length) {
      const { done, value } = await Promise.race([reader.read(), tooLate]);
      if (done) return bytes.slice(0, size);
      const part = value.subarray(0, bytes.length - size);
      bytes.set(part, size);
      size += part.length;
    }
  } catch {
    throw new BadRequest('the body broke off');
  } finally {
    clearTimeout(timer);
    // What is left of it is nobody's; after the end this does nothing.
    reader.cancel().catch(() => undefined);
  }
  return bytes;
}
