import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../test/support/cli.ts';
import { complaints, doctor } from '../../test/support/doctor.ts';
import { node } from '../../test/support/node.ts';
import { RedisCluster } from '../../test/support/redis-cluster.ts';
import { RedisServer } from '../../test/support/redis-server.ts';
import { TcpProxy } from '../../test/support/tcp-proxy.ts';
import { redis } from '../stores/redis/index.ts';

const LIMIT = { timeout: 60_000 };
const NO_DISK = /^warning persistence: none: a restart loses everything/;

let server: RedisServer;
beforeAll(async () => {
  server = await RedisServer.start({ appendfsync: 'always' });
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => void (await server.command('FLUSHALL')));

/** A store that has been used, with nobody attached. */
async function used(url = server.url): Promise<void> {
  await using curfew = await node({ store: redis(url) });
  const { session } = await curfew.issue({ subject: 'alice' });
  await curfew.revoke({ session });
}

/** Everything there is, with when it goes. */
async function everything(of = server): Promise<unknown> {
  const keys = ((await of.command('KEYS', '*')) as string[]).toSorted();
  const dump = async (key: string): Promise<unknown> => {
    const at = await of.command('PEXPIRETIME', key).catch(() => 0);
    return [key, at, await of.command('TYPE', key), await of.command('DUMP', key)];
  };
  return Promise.all(keys.map(dump));
}

describe('curfew doctor --store redis://…', LIMIT, () => {
  test('finds nothing wrong with a good one, and sees its nodes', async () => {
    const staleness = 5_000;
    await using one = await node({ store: redis(server.url), staleness });
    await using two = await node({ store: redis(server.url), staleness });
    await two.ready();
    const { session } = await one.issue({ subject: 'alice' });
    await one.revoke({ session });
    expect(await complaints(server.url)).toEqual([]);
    const { store, log, nodes } = await doctor(server.url);
    expect(store).toEqual({ name: 'redis', at: new URL(server.url).host });
    expect(log).toMatchObject({ generation: 1, sequence: 1, entries: 1, sessions: 1 });
    expect(nodes).toHaveLength(2);
    for (const each of nodes) {
      expect(each).toMatchObject({ lease: 'live', behind: 0, staleness, lags: false });
      expect(each.age).toBeLessThan(staleness);
    }
  });

  test('says in words, the worst first, what is wrong and how to mend it', async () => {
    await used();
    await server.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    try {
      const { code, out, err } = await run(['doctor', '--store', server.url]);
      expect({ code, err }).toEqual({ code: 1, err: 'curfew: 1 problem found\n' });
      const [first, second] = out.split('\n');
      expect(first).toMatch(
        /^problem {2}eviction {5}maxmemory-policy is allkeys-lru: Redis would throw away/,
      );
      expect(second).toMatch(/^ {22}→ CONFIG SET maxmemory-policy noeviction, and the same in redis\.conf$/);
      expect(out).toMatch(/^ok {7}data {9}whole, and not in doubt$/m);
    } finally {
      await server.command('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
    }
  });

  test('changes nothing, whatever it finds', async () => {
    await used();
    const before = await everything();
    await doctor(server.url);
    expect(await everything()).toEqual(before);

    await server.command('DEL', '{curfew}:facts');
    const broken = await everything();
    expect(await complaints(server.url)).toEqual([
      expect.stringMatching(/^problem data: in doubt: part of its data is gone \(facts has 0 of 1\)/),
    ]);
    expect(await everything()).toEqual(broken);

    await server.command('FLUSHALL');
    expect(await complaints(server.url)).toEqual(['problem data: there is no store with the prefix curfew']);
    expect(await everything()).toEqual([]);
  });

  test('tells the doubt that is open', async () => {
    await used();
    await server.command('HSET', '{curfew}:head', 'doubt', 'x', 'reason', 'its log is shorter than it was');
    expect(await complaints(server.url)).toEqual([
      expect.stringMatching(/^problem data: in doubt: its log is shorter than it was/),
    ]);
  });

  test('sees that keys are used by something else', async () => {
    await used();
    await server.command('SET', '{curfew}:log', 'mine');
    expect(await complaints(server.url)).toEqual([
      expect.stringMatching(/^problem data: cannot be read: .*WRONGTYPE/),
    ]);
  });

  test('tells a node that has died from one that lives', async () => {
    await using curfew = await node({ store: redis(server.url) });
    await curfew.ready();
    const dead = JSON.stringify({ gen: 1, seq: 0, staleness: 1_000, beat: 1 });
    await server.command('HSET', '{curfew}:leases', 'dead', dead);
    await server.command('HINCRBY', '{curfew}:head', 'nodes', 1);
    const { findings, nodes } = await doctor(server.url);
    expect(findings).toContainEqual(expect.objectContaining({ level: 'warning', check: 'nodes' }));
    expect(nodes).toHaveLength(2);
    expect(nodes).toContainEqual(expect.objectContaining({ lease: 'live', behind: 0 }));
    expect(nodes).toContainEqual(expect.objectContaining({ id: 'dead', lease: 'silent' }));
  });

  test('weighs what the server keeps against what was promised', async () => {
    await using weak = await RedisServer.start();
    await used(weak.url);
    expect(await complaints(weak.url)).toEqual([expect.stringMatching(NO_DISK)]);
    await weak.restart({ appendfsync: 'always' });
    {
      await using curfew = await node({ store: redis(weak.url, { durability: 'always' }) });
      await curfew.ready();
      expect(await complaints(weak.url)).toEqual([]);
    }
    await weak.command('CONFIG', 'SET', 'appendfsync', 'everysec');
    expect(await complaints(weak.url)).toEqual([
      expect.stringMatching(
        /^problem persistence: durability 'always' is promised, but: .* may lose the last second/,
      ),
    ]);
  });

  test('sees that another process wrote the data, unless a restart loses nothing', async () => {
    await using durable = await RedisServer.start({ appendfsync: 'always' });
    await used(durable.url);
    await durable.restart();
    expect(await complaints(durable.url)).toEqual([expect.stringMatching(/^warning data: .* was restarted/)]);
    await durable.command('FLUSHALL');
    {
      await using curfew = await node({ store: redis(durable.url, { durability: 'always' }) });
      await curfew.issue({ subject: 'alice' });
    }
    await durable.restart();
    expect(await complaints(durable.url)).toEqual([]);
  });

  test('sees memory that is nearly full, and memory that is', async () => {
    await used();
    const usage = Number((await server.info('memory'))['used_memory']);
    try {
      await server.command('CONFIG', 'SET', 'maxmemory', Math.round(usage * 1.1));
      expect(await complaints(server.url)).toEqual([expect.stringMatching(/^warning memory/)]);
      await server.command('CONFIG', 'SET', 'maxmemory', Math.round(usage * 0.9));
      expect(await complaints(server.url)).toEqual([expect.stringMatching(/^problem memory/)]);
    } finally {
      await server.command('CONFIG', 'SET', 'maxmemory', 0);
    }
  });

  test('refuses a replica, and counts those of a master', async () => {
    await used();
    await using replica = await RedisServer.start({ replicaof: server.port });
    await expect.poll(async () => (await replica.info('replication'))['master_link_status']).toBe('up');
    await using other = await RedisServer.start({ replicaof: server.port });
    await expect.poll(async () => (await other.info('replication'))['master_link_status']).toBe('up');
    expect(await complaints(replica.url)).toContainEqual(
      expect.stringMatching(/^problem role: this Redis is a replica/),
    );
    expect(await complaints(server.url)).toEqual([expect.stringMatching(/^warning replicas: 2 connected/)]);
    await server.command('CONFIG', 'SET', 'min-replicas-to-write', 3);
    expect(await complaints(server.url)).toEqual([expect.stringMatching(/^problem replicas: 2 connected/)]);
    await server.command('CONFIG', 'SET', 'min-replicas-to-write', 0);
  });

  test('warns of what it may not see, and its own advice is enough', async () => {
    await used();
    const as = (user: string): string => server.url.replace('//', `//${user}:secret@`);
    const rule = ['on', '>secret', '~{curfew}:*', '&{curfew}:news'];
    await server.command('ACL', 'SETUSER', 'blind', ...rule, '+@all', '-info', '-config');
    const found = await complaints(as('blind'));
    expect(found).toContainEqual(expect.stringMatching(/^warning rights: the user may not call INFO/));
    expect(found).toContainEqual(expect.stringMatching(/^warning rights: the user may not call CONFIG GET/));
    expect(found).toContainEqual(expect.stringMatching(/^warning eviction: maxmemory-policy cannot be seen/));

    await server.command('ACL', 'SETUSER', 'mute', ...rule, '+@all', '-@scripting');
    const { findings } = await doctor(as('mute'));
    const rights = findings.find(({ level }) => level === 'problem');
    expect(rights).toMatchObject({ check: 'rights' });
    const advice = rights?.mend?.split(' ').filter((word) => /^[+]/.test(word)) ?? [];
    await server.command('ACL', 'SETUSER', 'advised', ...rule, ...advice);
    expect(await complaints(as('advised'))).toEqual([]);
    await used(as('advised'));
  });

  test('looks at the master of a cluster that has the keys, and knows an address that will not do', async () => {
    await using cluster = await RedisCluster.start({ appendfsync: 'always' });
    const master = await cluster.masterOf('{curfew}:head');
    const other = cluster.nodes.find((one) => one !== master);
    await used(`${other?.url}?cluster`);
    expect(await complaints(`${other?.url}?cluster`)).toEqual([]);
    expect(await complaints(master.url)).toEqual([
      expect.stringMatching(/^problem cluster: this is a node of a cluster/),
    ]);
    expect(await complaints(other?.url ?? '')).toContainEqual(
      expect.stringMatching(/^problem cluster: this node does not have the slot of the keys: .*MOVED/),
    );
  });

  test('says in one line and in time that a server is away, or hangs', async () => {
    const dead = 'redis://admin:hunter2@127.0.0.1:9';
    await using proxy = await TcpProxy.start(server.url);
    proxy.stall();
    for (const url of [dead, proxy.url]) {
      const started = performance.now();
      const { code, out, err } = await run(['doctor', '--store', url, '--json']);
      expect(performance.now() - started).toBeLessThan(6_000);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^curfew: cannot examine the Redis at 127\.0\.0\.1:\d+: .+\n$/);
      expect(err).not.toContain('hunter2');
    }
  });
});
