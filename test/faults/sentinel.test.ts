import { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import type { Store } from '../../src/index.ts';
import { redis } from '../../src/stores/redis/index.ts';
import { codeOf, pause, until } from '../support/node.ts';
import { RedisSentinel } from '../support/redis-sentinel.ts';
import { People } from './people.ts';

it(
  'brings nobody back when the master fails over, and is well without a restart',
  { timeout: 90_000 },
  async () => {
    await using group = await RedisSentinel.start();
    const store = (): Store =>
      redis(new Redis({ sentinels: group.addresses, name: group.name, lazyConnect: true }));
    await using people = await People.on([store(), store()]);
    const master = await group.master();
    // Logouts go on while the master dies: only who was told so counts as out.
    const told: string[] = [];
    const logouts = people.out.map(async ({ accessToken }, index) => {
      await pause(index * 30);
      const code = await codeOf(people.nodes[index % 2]?.logout(accessToken) ?? Promise.resolve());
      if (code === 'fulfilled') told.push(accessToken);
    });
    await until(() => told.length > 0, 'somebody is out');
    await master.kill();
    await Promise.all(logouts);
    await group.replaced(master);
    await until(() => people.isWorking(), 'works again', 20_000);
    expect(told.length).toBeGreaterThan(0);
    const found = await people.watch(2_000, told);
    expect(found.back).toBe(0);
  },
);
