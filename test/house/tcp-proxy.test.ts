import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { RedisServer } from '../support/redis-server.ts';
import { respRequest } from '../support/resp.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

/** Far more than an answer takes, ms. */
const LATE = 2_000;

it('TcpProxy carries, delays, swallows, cuts and heals', async () => {
  await using server = await RedisServer.start();
  await using proxy = await TcpProxy.start(server.url);
  expect(proxy.url).toBe(`redis://127.0.0.1:${proxy.port}`);
  const ping = async (): Promise<unknown> => {
    const started = performance.now();
    const answers = await respRequest({ port: proxy.port, host: '127.0.0.1' }, [['PING']], 20_000);
    return answers[0] === 'PONG' ? performance.now() - started : answers;
  };
  expect(await ping()).toBeLessThan(LATE);
  proxy.delay({ there: LATE / 2, back: LATE / 2 });
  expect(await ping()).toBeGreaterThan(LATE - 10);
  proxy.stall();
  const lost = ping();
  expect(await Promise.race([lost, setTimeout(100, 'hangs')])).toBe('hangs');
  await proxy.heal();
  await expect(lost).rejects.toThrow('ECONNRESET');
  expect(await ping()).toBeLessThan(LATE);
  await proxy.cut();
  await expect(ping()).rejects.toThrow('ECONNREFUSED');
  await proxy.heal();
  expect(await ping()).toBeLessThan(LATE);
  await server.kill();
  await expect(ping()).rejects.toThrow('ECONNRESET');
});

it('TcpProxy keeps bytes in order, and tells either side when the other has hung up', async () => {
  const heard: string[] = [];
  const echo = createServer((socket) => {
    socket.setEncoding('utf8').on('data', (text: string) => heard.push(text));
    socket.on('end', () => heard.push('end')).end('bye');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void echo.close());
  await once(echo, 'listening');
  await using proxy = await TcpProxy.start(`tcp://127.0.0.1:${(echo.address() as AddressInfo).port}`);
  proxy.delay({ there: 50 });
  const client = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
  client.write('one ');
  await setTimeout(20);
  proxy.delay({ there: 0 });
  client.end('two');
  const [text] = (await once(client.setEncoding('utf8'), 'data')) as [string];
  expect(text).toBe('bye');
  await until(() => heard.includes('end'));
  expect(heard.join('')).toBe('one twoend');
});
