import { RedisServer } from '../../support/redis-server.ts';
import { Relay } from '../../support/relay.ts';
import { TcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { Crowd } from './crowd.ts';
import { aftermath, pair, type Row, type Scene, type Settings } from './row.ts';

/** Loses nothing, and Curfew is told so. */
const DURABLE: Settings = { DURABILITY: 'always' };

/** People go on while the store is away; one of them tries to log out. Then it comes back, with its data. */
function outage(away: (scene: Scene) => Promise<void>, back: (scene: Scene) => Promise<void>): Row['run'] {
  return async (contestant, stack) => {
    const server = stack.use(await RedisServer.start({ appendfsync: 'always' }));
    const settings = contestant === 'curfew' ? DURABLE : {};
    const apps = await pair(contestant, server.url, stack, [settings, settings]);
    const crowd = await Crowd.at(apps);
    const scene = { server, apps, crowd };
    await crowd.logOut();
    const dave = await apps[0].login('dave');
    await away(scene);
    await Promise.all([crowd.watch(3_000), crowd.tryToLogOut(dave)]);
    await back(scene);
    return aftermath(crowd, 2_000);
  };
}

/** The primary dies while its only replica has not heard of the logouts, and the replica takes over. */
function failOver(curfew: Settings): Row['run'] {
  return async (contestant, stack) => {
    const primary = stack.use(await RedisServer.start());
    const link = stack.use(await TcpProxy.start(primary.url));
    const replica = stack.use(await RedisServer.start({ replicaof: link.port }));
    const inStep = async (): Promise<boolean> =>
      (await replica.info('replication'))['master_link_status'] === 'up';
    await until(inStep, 'in step');
    const relay = stack.use(await Relay.start(primary.port));
    const settings = contestant === 'curfew' ? curfew : {};
    const apps = await pair(contestant, relay.through(primary.url), stack, [settings, settings]);
    const crowd = await Crowd.at(apps);
    await primary.command('WAIT', 1, 1_000);
    link.stall();
    await crowd.logOut();
    await primary.kill();
    await replica.command('REPLICAOF', 'NO', 'ONE');
    relay.turnTo(replica.port);
    await primary.restart({ replicaof: replica.port });
    return aftermath(crowd);
  };
}

/** Faults by which the store does not answer, or another answers in its place. */
export const outageRows: readonly Row[] = [
  {
    name: 'fail-over to a replica that lags',
    quick: true,
    mayEndAll: true,
    run: failOver({}),
  },
  {
    name: 'the same, Curfew with `replicas: 0`',
    only: ['curfew'],
    mayEndAll: true,
    run: failOver({ REPLICAS: '0' }),
  },
  {
    name: 'store down, then up with its data',
    run: outage(
      ({ server }) => server.kill(),
      ({ server }) => server.restart(),
    ),
  },
  {
    name: 'store paused (`SIGSTOP`), then resumed',
    run: outage(
      ({ server }) => server.pause(),
      ({ server }) => Promise.resolve(server.resume()),
    ),
  },
];
