import { request as requestOf } from 'node:http';
import type { Socket } from 'node:net';
import { textOf, type Pairs } from './content.ts';

/** One request as it goes out: nothing is added but `Host`, `Content-Length`, `Connection`, and `User-Agent` and `Accept` when they lack. */
export interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly headers: Pairs;
  readonly body: string | undefined;
}

/** What came of a request. */
export interface Reply {
  readonly request: Outgoing;
  /** Instants, ms since the epoch, with fractions: when it was sent, and how many ms the whole answer took. */
  readonly at: number;
  readonly took: number;
  /** 0 when no whole answer came; `error` says why. */
  readonly status: number;
  readonly headers: Pairs;
  /** The body, unpacked and decoded; at most `MOST_BYTES` of it. */
  readonly text: string;
  readonly error: string | undefined;
}

/** Of a body, more is not read. */
export const MOST_BYTES = 1_048_576;

/** The time now, as `Reply.at` counts it: monotonic, so that durations are right. */
export function instant(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * Sends one request over a connection that is open, and closes it after. Redirects are not followed. It is written in this turn
 * of the event loop, so requests over several connections that are sent together leave together. Never rejects: what goes wrong
 * is in `error`, aborts included. `signal` covers the answer to its last byte.
 */
export async function exchange(outgoing: Outgoing, socket: Socket, signal: AbortSignal): Promise<Reply> {
  const at = instant();
  const came = { status: 0, headers: [] as Pairs, bytes: [] as Buffer[] };
  const done = (error?: string): Reply => {
    socket.destroy();
    const text = textOf(Buffer.concat(came.bytes), came.headers, MOST_BYTES);
    const status = error === undefined ? came.status : 0;
    return { request: outgoing, at, took: instant() - at, status, headers: came.headers, text, error };
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const sent = requestOf({
        createConnection: () => socket,
        method: outgoing.method,
        path: outgoing.url.pathname + outgoing.url.search,
        headers: headersOf(outgoing).flat(),
        signal,
      });
      sent.on('error', reject);
      sent.on('response', (response) => {
        came.status = response.statusCode ?? 0;
        came.headers = pairsOf(response.rawHeaders);
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          came.bytes.push(chunk);
          bytes += chunk.length;
          if (bytes >= MOST_BYTES) resolve();
        });
        response.on('error', reject);
        response.on('end', resolve);
      });
      sent.end(outgoing.body);
    });
    return done();
  } catch (error) {
    return done(wordsOf(signal.aborted ? signal.reason : error));
  }
}

/** The reply of a request that could not even be sent. */
export function unsent(outgoing: Outgoing, error: unknown): Reply {
  return {
    request: outgoing,
    at: instant(),
    took: 0,
    status: 0,
    headers: [],
    text: '',
    error: wordsOf(error),
  };
}

/** What went wrong, in words. Several addresses may have been tried: then it is the first one's. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return wordsOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'No answer came in time';
  return error.message === '' ? error.name : error.message;
}

/** These follow from the request and its connection; a copied request may bring others. */
const OURS = /^(host|content-length|connection|transfer-encoding|keep-alive|expect|te|upgrade|:.*)$/i;

function headersOf({ method, url, headers, body }: Outgoing): string[][] {
  const given = headers.filter(([name]) => !OURS.test(name)).map(([name, value]) => [name, value]);
  const has = (name: string): boolean => given.some(([each = '']) => each.toLowerCase() === name);
  const length = Buffer.byteLength(body ?? '');
  return [
    ['Host', url.host],
    ...(has('user-agent') ? [] : [['User-Agent', 'curfew-audit']]),
    ...(has('accept') ? [] : [['Accept', '*/*']]),
    ...given,
    ...(body !== undefined || !/^(GET|HEAD|OPTIONS)$/.test(method)
      ? [['Content-Length', String(length)]]
      : []),
    ['Connection', 'close'],
  ];
}

/** What Node calls raw headers: names and values in turn. */
export function pairsOf(raw: readonly string[]): Pairs {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at] ?? '', raw[at + 1] ?? '']);
  return pairs;
}
