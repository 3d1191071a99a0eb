import { afterAll, beforeAll, expect, it } from 'vitest';
import { redis, type RedisOptions } from '../../src/stores/redis/index.ts';
import type { Store } from '../../src/index.ts';
import { until } from '../support/node.ts';
import { RedisServer } from '../support/redis-server.ts';
import { People } from './people.ts';

const FAULT = { timeout: 60_000 };
/** All that Curfew needs. */
const NEEDED = '~{curfew}:* &{curfew}:news +@read +@write +@scripting +@pubsub +@connection +time +wait';

const warnings: (Error & { code?: string })[] = [];
const listen = (warning: Error): number => warnings.push(warning);
beforeAll(() => void process.on('warning', listen));
afterAll(() => void process.off('warning', listen));

function as(server: RedisServer, user: string, options: RedisOptions = {}): Store {
  return redis(server.url.replace('redis://', `redis://${user}:secret@`), options);
}

it('works without CONFIG, and says that it takes the promise on trust', FAULT, async () => {
  const users = [`app on >secret ${NEEDED} +info -config`];
  await using server = await RedisServer.start({ appendfsync: 'always', users });
  const store = (): Store => as(server, 'app', { durability: 'always' });
  await using people = await People.on([store(), store()]);
  await people.logOut();
  expect(await people.watch(300)).toMatchObject({ back: 0, out: 0 });
  await until(() => people.isWell());
  expect(warnings.map(({ name, code }) => [name, code])).toEqual([['CurfewWarning', 'CURFEW_REDIS_CONFIG']]);
  expect(warnings[0]?.message).toMatch(/takes your word that appendfsync is always.*\+config\|get/);
});

it('works without INFO too, says so, and notices at run time that keys were evicted', FAULT, async () => {
  const users = [`app on >secret ${NEEDED} -info -config`];
  await using server = await RedisServer.start({ policy: 'allkeys-random', users });
  await using people = await People.on([as(server, 'app'), as(server, 'app')]);
  await people.logOut();
  const told = warnings.slice(-2);
  expect(told.map(({ code }) => code)).toEqual(['CURFEW_REDIS_INFO', 'CURFEW_REDIS_EVICTION']);
  expect(told[0]?.message).toMatch(/may not call INFO.*\+info/);
  expect(told[1]?.message).toMatch(/neither INFO nor CONFIG GET.*maxmemory-policy is noeviction/);

  const { used_memory } = await server.info('memory');
  await server.command('CONFIG', 'SET', 'maxmemory', Number(used_memory) + 2_000_000);
  const ours = ['head', 'log', 'facts', 'expiry', 'leases'].map((key) => `{curfew}:${key}`);
  for (let count = 0; (await server.command('EXISTS', ...ours)) === ours.length; count += 1) {
    if (count > 2_000) throw new Error('nothing was evicted');
    await server.command('SET', `junk:${count}`, 'x'.repeat(100_000));
  }
  await server.command('CONFIG', 'SET', 'maxmemory', 0);
  expect((await people.watch(3_500)).back).toBe(0);
  await until(() => people.isWorking());
  const reason = /^restored: (part of its data is gone|it is empty)$/;
  expect(
    people.events.some((event) => reason.test(event)),
    String(people.events),
  ).toBe(true);
});
