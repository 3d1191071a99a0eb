import { RedisServer, type RedisOptions } from './redis-server.ts';
import { until } from './until.ts';

/** What the sentinels call the master. */
const NAME = 'curfew';
const REPLICAS = 2;
const SENTINELS = 3;

/** Make the sentinels talk more often than they do by default, so that they know each other at once. */
const HASTE = ['INFO-PERIOD', 'PUBLISH-PERIOD', 'PING-PERIOD'].flatMap((name) => [name, 200]);

/**
 * A master with two replicas, watched by three sentinels. They take it for dead after half a second of silence, and
 * have another master one to four seconds later.
 */
export class RedisSentinel implements AsyncDisposable {
  readonly name: string = NAME;
  /** The first began as master. */
  readonly servers: readonly RedisServer[];
  readonly sentinels: readonly RedisServer[];

  private constructor(servers: readonly RedisServer[], sentinels: readonly RedisServer[]) {
    this.servers = servers;
    this.sentinels = sentinels;
  }

  /** `options` are those of the master and the replicas. */
  static async start(options: RedisOptions = {}): Promise<RedisSentinel> {
    const servers: RedisServer[] = [];
    const sentinels: RedisServer[] = [];
    const all = new RedisSentinel(servers, sentinels);
    try {
      const master = await RedisServer.start(options);
      servers.push(master);
      for (let count = 0; count < REPLICAS; count += 1) {
        servers.push(await RedisServer.start({ ...options, replicaof: master.port }));
      }
      await until(async () => {
        const { connected_slaves, slave0, slave1 } = await master.info('replication');
        return connected_slaves === '2' && `${slave0}${slave1}`.match(/state=online/g)?.length === REPLICAS;
      }, 'both replicas follow the master');
      for (let count = 0; count < SENTINELS; count += 1) {
        const sentinel = await RedisServer.start({ sentinel: true, config: watching(master.port) });
        sentinels.push(sentinel);
        await sentinel.command('SENTINEL', 'DEBUG', ...HASTE);
      }
      await until(() => all.#agreed(), 'the sentinels know each other and the replicas');
      return all;
    } catch (error) {
      await all[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Where the sentinels are, as client libraries want to be told. */
  get addresses(): { host: string; port: number }[] {
    return this.sentinels.map(({ port }) => ({ host: '127.0.0.1', port }));
  }

  /** The server that the sentinels that run take for the master. They need not agree in the midst of a failover. */
  async master(): Promise<RedisServer> {
    const sentinel = this.sentinels.find(({ running }) => running);
    if (!sentinel) throw new Error('no sentinel runs');
    const address = await sentinel.command('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', NAME);
    const port = Array.isArray(address) ? Number(address[1]) : 0;
    const server = this.servers.find((one) => one.port === port);
    if (!server) throw new Error(`the sentinels name a master on port ${port}`);
    return server;
  }

  /** Waits until another server than `old` is master and says so itself; answers that server. */
  async replaced(old: RedisServer): Promise<RedisServer> {
    let master = old;
    await until(
      async () => {
        master = await this.master();
        return master !== old && (await master.info('replication'))['role'] === 'master';
      },
      'another master',
      30_000,
    );
    return master;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of [...this.sentinels, ...this.servers]) await one[Symbol.asyncDispose]();
  }

  async #agreed(): Promise<boolean> {
    for (const sentinel of this.sentinels) {
      const { master0 = '' } = await sentinel.info('sentinel');
      if (!master0.includes(`status=ok`) || !master0.endsWith(`slaves=${REPLICAS},sentinels=${SENTINELS}`)) {
        return false;
      }
    }
    return true;
  }
}

function watching(port: number): string[] {
  return [
    `sentinel monitor ${NAME} 127.0.0.1 ${port} 2`,
    `sentinel auth-user ${NAME} control`,
    `sentinel auth-pass ${NAME} control`,
    `sentinel down-after-milliseconds ${NAME} 500`,
    `sentinel failover-timeout ${NAME} 1000`,
    `sentinel parallel-syncs ${NAME} 2`,
  ];
}
