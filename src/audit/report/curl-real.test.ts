import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curlOf } from './curl.ts';

describe('curl, run for real', () => {
  const server = createServer();
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => server.close());

  it('sends the request that is in the report', async () => {
    const arrived = new Promise<IncomingMessage & { text: string }>((resolve) => {
      server.once('request', (request, response) => {
        let text = '';
        request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        request.on('end', () => {
          response.end();
          resolve(Object.assign(request, { text }));
        });
      });
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a?b=[c]`;
    const headers = [
      ['Authorization', 'Bearer <access #1>'],
      ['Accept', ''],
    ] as const;
    const { command } = curlOf({
      at: 0,
      took: 1,
      request: { method: 'PUT', url, headers, body: `{"it's":"$HOME"}` },
    });
    const child = spawn('bash', ['-c', command], {
      env: { ...process.env, ACCESS: 'alpha' },
      stdio: 'ignore',
    });
    const [request] = await Promise.all([arrived, once(child, 'exit')]);
    expect(request).toMatchObject({ method: 'PUT', url: '/a?b=[c]', text: `{"it's":"$HOME"}` });
    expect(request.headers).toMatchObject({ authorization: 'Bearer alpha', accept: '' });
    expect(request.headers['content-type']).toBeUndefined();
  });
});
