import { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { RedisServer } from '../../../test/support/redis-server.ts';
import { TcpProxy } from '../../../test/support/tcp-proxy.ts';
import { IoredisDriver } from './driver-ioredis.ts';

/** A driver that asks Sentinels, of which the first accepts connections and says nothing. */
async function behindASilentOne(...others: number[]) {
  const silent = await TcpProxy.start('redis://127.0.0.1:1');
  silent.stall();
  const sentinels = [silent.port, ...others].map((port) => ({ host: '127.0.0.1', port }));
  const driver = new IoredisDriver(new Redis({ sentinels, name: 'main', lazyConnect: true }));
  return { driver, [Symbol.asyncDispose]: () => silent[Symbol.asyncDispose]() };
}

it('gives a Sentinel up that says nothing', async () => {
  await using world = await behindASilentOne();
  await expect(world.driver.connect(150)).rejects.toBeInstanceOf(Error);
});

it('asks the next Sentinel when one says nothing', async () => {
  await using master = await RedisServer.start();
  const config = [`sentinel monitor main 127.0.0.1 ${master.port} 1`];
  await using sentinel = await RedisServer.start({ sentinel: true, config });
  await using world = await behindASilentOne(sentinel.port);
  const link = await world.driver.connect(2_000);
  expect(await link.send(['PING'])).toBe('PONG');
  link.destroy();
});
