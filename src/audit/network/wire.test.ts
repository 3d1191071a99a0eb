import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { rig } from '../../../test/audit/support/rig.ts';
import { MOST_BYTES } from './wire.ts';

it('sends what it is given, and adds no more than it must', async () => {
  await using one = await rig((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () =>
      response.end(JSON.stringify([request.method, request.url, request.rawHeaders, body])),
    );
  });
  const headers = [
    ['X-a', '1'],
    ['Content-Length', '999'],
    ['Host', 'elsewhere'],
    [':authority', 'x'],
    ['Accept', 'x/y'],
  ] as const;
  const reply = await one.sender.send(one.ask('/p?q=1', { method: 'POST', headers, body: 'ä' }));
  const { host } = reply.request.url;
  const sent = [
    'Host',
    host,
    'User-Agent',
    'curfew-audit',
    'X-a',
    '1',
    'Accept',
    'x/y',
    'Content-Length',
    '2',
    'Connection',
    'close',
  ];
  expect(JSON.parse(reply.text)).toEqual(['POST', '/p?q=1', sent, 'ä']);
});

describe('a body', () => {
  it.each([
    ['gzip', gzipSync('naïve')],
    ['br', brotliCompressSync('naïve')],
    ['deflate', deflateSync('naïve')],
    ['deflate', deflateRawSync('naïve')],
    ['gzip, br', brotliCompressSync(gzipSync('naïve'))],
    ['identity', Buffer.from('naïve')],
  ])('is unpacked from %s', async (encoding, bytes) => {
    await using one = await rig((_request, response) =>
      response.writeHead(200, { 'Content-Encoding': encoding }).end(bytes),
    );
    expect((await one.sender.send(one.ask('/'))).text).toBe('naïve');
  });

  it('is decoded by its charset', async () => {
    await using one = await rig((_request, response) =>
      response
        .writeHead(200, { 'Content-Type': 'text/html; charset=ISO-8859-1' })
        .end(Buffer.from('naïve', 'latin1')),
    );
    expect((await one.sender.send(one.ask('/'))).text).toBe('naïve');
  });

  it('is read to a limit, packed or not', async () => {
    await using one = await rig((request, response) => {
      if (request.url === '/packed')
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(Buffer.alloc(9 * MOST_BYTES)));
      else response.end(Buffer.alloc(9 * MOST_BYTES, 'x'));
    });
    const plain = await one.sender.send(one.ask('/'));
    expect(plain).toMatchObject({ status: 200, error: undefined });
    expect(plain.text.length).toBeLessThan(2 * MOST_BYTES);
    expect((await one.sender.send(one.ask('/packed'))).text.length).toBeLessThan(2 * MOST_BYTES);
  });
});

it('follows no redirect', async () => {
  await using one = await rig((_request, response) =>
    response.writeHead(302, { Location: 'http://192.0.2.1/' }).end(),
  );
  expect(await one.sender.send(one.ask('/'))).toMatchObject({ status: 302, error: undefined });
  expect(one.gate.made).toBe(1);
});

describe('what goes wrong is an error in the reply', () => {
  it('when nobody listens', async () => {
    const one = await rig(() => undefined);
    await one[Symbol.asyncDispose]();
    expect(await one.sender.send(one.ask('/'))).toMatchObject({
      status: 0,
      error: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('when the connection breaks, also in the middle of an answer', async () => {
    await using one = await rig((request, response) => {
      if (request.url === '/half') response.writeHead(200, { 'Content-Length': 9 }).write('half');
      setImmediate(() => request.socket.resetAndDestroy());
    });
    for (const path of ['/', '/half'])
      expect(await one.sender.send(one.ask(path))).toMatchObject({ status: 0, error: expect.any(String) });
  });

  it('when no answer comes in time', async () => {
    await using one = await rig(() => undefined, undefined, 50);
    expect(await one.sender.send(one.ask('/'))).toMatchObject({ status: 0, error: 'No answer came in time' });
  });

  it('when a header cannot be sent', async () => {
    await using one = await rig((_request, response) => response.end());
    const reply = await one.sender.send(one.ask('/', { headers: [['X-a', 'one\r\nX-b: two']] }));
    expect(reply).toMatchObject({ status: 0, error: expect.stringContaining('X-a') });
  });
});
