import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RedisServer } from '../../support/redis-server.ts';
import { afterLogout, refusal, type Row } from './row.ts';

/** Longer than a node of Curfew can vouch for, ms. */
const LONG = 3_000;
/** What `appendfsync everysec` may lose when the disk is busy, ms; mostly it is half of that. */
const LOST = 2_000;

async function crash(server: RedisServer, down = 0): Promise<void> {
  await server.kill();
  await pause(down);
  await server.restart();
}

/** The part of the append-only file that grows, and how long it is. */
function appendOnly(server: RedisServer): { file: string; size: number } {
  const folder = join(server.folder, 'data', 'appendonlydir');
  const name = readdirSync(folder).find((one) => one.endsWith('.incr.aof')) ?? '';
  const file = join(folder, name);
  return { file, size: statSync(file).size };
}

/**
 * What the disk may have held when the power went: everything that was written before the logouts, and nothing of what
 * came after. Nothing is really unplugged: the process is killed, and its file cut off there.
 */
function powerCut(down: number): Row['run'] {
  return afterLogout({
    redis: { appendfsync: 'everysec' },
    before: async ({ server }) => {
      await pause(LOST);
      return { ...appendOnly(server), at: performance.now() };
    },
    fault: async ({ server }, cut) => {
      await server.pause();
      if (!cut || performance.now() - cut.at > LOST) throw new Error('the logouts took too long');
      await server.kill();
      truncateSync(cut.file, cut.size);
      await pause(down);
      await server.restart();
    },
  });
}

/** Fills the memory with what others keep in it, until Redis has thrown away several times what it may hold. */
async function fill(server: RedisServer): Promise<void> {
  const value = 'x'.repeat(10_000);
  for (let key = 0; key < 1_000; key += 1) await server.command('SET', `cache:${key}`, value);
  const { evicted_keys: evicted } = await server.info('stats');
  if (Number(evicted) === 0) throw new Error('Redis has not evicted anything');
}

/** Room for as much more, in bytes. */
const ROOM = 2_000_000;

async function leaveRoom(server: RedisServer): Promise<void> {
  const { used_memory: used } = await server.info('memory');
  await server.command('CONFIG', 'SET', 'maxmemory', Number(used) + ROOM);
}

/** Faults by which the store loses what it has acknowledged. */
export const lossRows: readonly Row[] = [
  {
    name: 'replay at once, same and other process',
    run: afterLogout({ fault: () => Promise.resolve(), watch: 1_000 }),
  },
  {
    name: '`FLUSHALL`',
    run: afterLogout({ fault: async ({ server }) => void (await server.command('FLUSHALL')) }),
  },
  {
    name: 'killed without a save, up again at once',
    run: afterLogout({ fault: ({ server }) => crash(server) }),
  },
  {
    name: 'killed without a save, down for 3 s',
    mayEndAll: true,
    run: afterLogout({ fault: ({ server }) => crash(server, LONG) }),
  },
  {
    name: 'an older snapshot restored',
    run: afterLogout({
      redis: { appendfsync: 'always' },
      before: ({ server }) => server.snapshot(),
      fault: async ({ server }, older) => {
        await server.kill();
        if (older) await server.restoreSnapshot(older);
        await server.restart();
      },
    }),
  },
  {
    name: 'eviction, `allkeys-lru` from the start',
    refused: true,
    run: async (contestant, stack) => {
      const course = afterLogout({
        redis: { policy: 'allkeys-lru' },
        fault: async ({ server }) => {
          await leaveRoom(server);
          await fill(server);
        },
      });
      if (contestant !== 'curfew') return course(contestant, stack);
      return course(contestant, stack).catch((error: unknown) => {
        if (!String(error).includes('the server did not start')) throw error;
        return refusal(error);
      });
    },
  },
  {
    name: 'eviction, switched on behind the application’s back',
    quick: true,
    run: afterLogout({
      fault: async ({ server }) => {
        await server.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
        await leaveRoom(server);
        await fill(server);
      },
    }),
  },
  {
    name: 'power cut with `appendfsync everysec`, up again at once',
    quick: true,
    run: powerCut(0),
  },
  {
    name: 'the same, down for 3 s',
    mayEndAll: true,
    run: powerCut(LONG),
  },
];
