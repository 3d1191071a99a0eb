import { request as requestOf } from 'node:http';
import type { Socket } from 'node:net';
import { NotOpened, Stream } from './stream.ts';
import { pairsOf, type Outgoing } from './wire.ts';

/** So much of a line that does not end is kept. */
const LONGEST = 1_048_576;

/**
 * Opens a stream of server-sent events over a connection that is open. Throws `NotOpened` when the application answers anything but a
 * stream. `signal` ends the opening only.
 */
export async function openEventStream(
  outgoing: Outgoing,
  line: Socket,
  signal: AbortSignal,
): Promise<Stream> {
  const { url, headers } = outgoing;
  return new Promise((resolve, reject) => {
    const given = headers
      .filter(([name]) => !/^(host|connection|accept|accept-encoding)$/i.test(name))
      .flat();
    const request = requestOf({
      createConnection: () => line,
      method: outgoing.method,
      path: url.pathname + url.search,
      headers: ['Host', url.host, 'Accept', 'text/event-stream', 'Cache-Control', 'no-cache', ...given],
    });
    const abandon = (): void => {
      line.destroy();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abandon, { once: true });
    request.once('error', (error) => reject(new NotOpened(error.message)));
    request.once('response', (response) => {
      signal.removeEventListener('abort', abandon);
      const type = response.headers['content-type'] ?? '';
      if (response.statusCode !== 200 || !/text\/event-stream/i.test(type)) {
        line.destroy();
        reject(new NotOpened(`it was answered ${response.statusCode} and no event stream`));
        return;
      }
      const opened = { status: 200, headers: pairsOf(response.rawHeaders) };
      const stream = new Stream(opened, {
        send: () => undefined,
        ping: () => undefined,
        end: () => line.destroy(),
      });
      const events = new Events(stream);
      response.setEncoding('utf8');
      response.on('data', (text: string) => events.take(text));
      response.on('error', () => stream.close('the connection broke'));
      response.on('close', () => stream.close('the stream ended'));
      resolve(stream);
    });
    request.end();
  });
}

/** Reads events as the standard says: a line that begins with a colon is a comment, an empty line ends an event. */
export class Events {
  readonly #stream: Pick<Stream, 'hear' | 'sawSign'>;
  #rest = '';
  #event = '';
  #data: string[] = [];

  constructor(stream: Pick<Stream, 'hear' | 'sawSign'>) {
    this.#stream = stream;
  }

  take(text: string): void {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = (lines.pop() ?? '').slice(-LONGEST);
    for (const line of lines) this.#line(line.replace(/\r$/, ''));
  }

  #line(line: string): void {
    if (line === '') {
      const name = this.#event === '' ? '' : `${this.#event}: `;
      if (this.#data.length > 0) this.#stream.hear(name + this.#data.join('\n'));
      [this.#event, this.#data] = ['', []];
      return;
    }
    if (line.startsWith(':')) {
      this.#stream.sawSign();
      return;
    }
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (field === 'data') this.#data.push(value);
    if (field === 'event') this.#event = value;
  }
}
