import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { fetchText } from './fetch-text.ts';

/** What comes of fetching from a server that does `answer`: the text, or why there is none. */
async function fetched(
  answer: (response: ServerResponse, accept: string | undefined) => unknown,
  wanted: { type?: string; largest?: number } = {},
): Promise<string> {
  const server = createServer((request, response) => void answer(response, request.headers.accept));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  try {
    const signal = AbortSignal.timeout(5_000);
    return await fetchText(url, { accept: 'text/odd', largest: 100, ...wanted }, signal);
  } catch (error) {
    return error instanceof TypeError ? 'no text' : (error as Error).message;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const typed = (type: string) => (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': type }).end('x');

it('asks for what is wanted, and takes nothing else', async () => {
  expect(await fetched((response, accept) => response.end(accept))).toBe('text/odd');
  const type = 'text/odd';
  for (const good of ['text/odd', 'TEXT/ODD', 'text/odd ; charset=utf-8'])
    expect(await fetched(typed(good), { type })).toBe('x');
  for (const bad of ['text/html', 'text/odder', 'application/json; text/odd'])
    expect(await fetched(typed(bad), { type })).toBe('the answer is of another type');
  expect(await fetched((response) => response.end('x'), { type })).toBe('the answer is of another type');
  expect(await fetched((response) => response.writeHead(404).end('x'))).toBe('the answer was 404');
  expect(await fetched((response) => response.writeHead(204).end())).toBe('the answer was 204');
});

it('reads no more than it must, however it comes', async () => {
  expect(await fetched((response) => response.end('x'.repeat(100)))).toBe('x'.repeat(100));
  expect(await fetched((response) => response.end('x'.repeat(101)))).toBe('the answer is too large');
  const inParts = (response: ServerResponse): void => {
    response.write('x'.repeat(60));
    setImmediate(() => response.end('x'.repeat(60)));
  };
  expect(await fetched(inParts)).toBe('the answer is too large');
});

it('reads a character that comes in two parts, and nothing that is no text', async () => {
  const euro = Buffer.from('€');
  const inParts = (response: ServerResponse): void => {
    response.write(euro.subarray(0, 1), () => setImmediate(() => response.end(euro.subarray(1))));
  };
  expect(await fetched(inParts)).toBe('€');
  expect(await fetched((response) => response.end(Buffer.from([0x61, 0xff])))).toBe('no text');
  expect(await fetched((response) => response.end(euro.subarray(0, 2))), 'cut off').toBe('no text');
});
