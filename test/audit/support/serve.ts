import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the small applications of these tests want it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly bearer: string | undefined;
  readonly cookies: ReadonlyMap<string, string>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What they answer: JSON, unless it is a text. */
export interface Answered {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

/** A running application. `requests` counts what it was asked. */
export interface Served extends AsyncDisposable {
  readonly base: string;
  readonly requests: () => number;
}

/** Serves an application on this machine. */
export async function serve(handle: (asked: Asked) => Answered | Promise<Answered>): Promise<Served> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    void answer(handle, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  handle: (asked: Asked) => Answered | Promise<Answered>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const pairs = (request.headers.cookie ?? '').split('; ').filter((pair) => pair !== '');
  const { status, body, headers } = await handle({
    method: request.method ?? '',
    path: (request.url ?? '').split('?')[0] ?? '',
    bearer: /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1],
    cookies: new Map(
      pairs.map((pair): [string, string] => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
    ),
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  });
  response.writeHead(status, {
    'Content-Type': typeof body === 'string' ? 'text/html' : 'application/json',
    ...headers,
  });
  response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
}
