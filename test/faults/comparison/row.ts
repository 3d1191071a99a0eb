import { RedisServer, type RedisOptions } from '../../support/redis-server.ts';
import { until } from '../../support/until.ts';
import { App, type ContestantName } from './app.ts';
import { Crowd } from './crowd.ts';
import { nothing, type Finding } from './finding.ts';

/** A fault, and how it is done to a contestant. */
export interface Row {
  readonly name: string;
  /** Curfew may end everybody's session: nobody could know any more who had logged out. */
  readonly mayEndAll?: boolean;
  /** Curfew does not start there. */
  readonly refused?: boolean;
  /** Part of every run of the tests, for Curfew. */
  readonly quick?: boolean;
  /** Whom it makes sense for; all, unless it says so. */
  readonly only?: readonly ContestantName[];
  readonly run: (contestant: ContestantName, stack: AsyncDisposableStack) => Promise<Finding>;
}

export type Settings = Readonly<Record<string, string>>;

/** Two processes of a contestant on the Redis at `url`; `settings` are those of each. */
export async function pair(
  contestant: ContestantName,
  url: string,
  stack: AsyncDisposableStack,
  settings: readonly [Settings, Settings] = [{}, {}],
): Promise<[App, App]> {
  const start = async (more: Settings): Promise<App> =>
    stack.use(await App.start(contestant, { REDIS: url, ...more }));
  return [await start(settings[0]), await start(settings[1])];
}

export interface Scene {
  readonly server: RedisServer;
  readonly apps: readonly [App, App];
  readonly crowd: Crowd;
}

/** How long people go on asking after a fault, ms. */
const WATCH = 4_000;

/**
 * The usual course: a fresh Redis, two processes, people; some log out and are told so, then the fault. `before` is done
 * before they log out. What it answers is given to the fault.
 */
export function afterLogout<Prepared>(course: {
  redis?: RedisOptions;
  curfew?: Settings;
  before?: (scene: Scene) => Promise<Prepared>;
  fault: (scene: Scene, prepared: Prepared | undefined) => Promise<void>;
  watch?: number;
}): Row['run'] {
  return async (contestant, stack) => {
    const server = stack.use(await RedisServer.start(course.redis));
    const settings = contestant === 'curfew' ? (course.curfew ?? {}) : {};
    const apps = await pair(contestant, server.url, stack, [settings, settings]);
    const crowd = await Crowd.at(apps);
    const scene = { server, apps, crowd };
    const prepared = await course.before?.(scene);
    await crowd.logOut();
    await course.fault(scene, prepared);
    return aftermath(crowd, course.watch);
  };
}

/** What comes after a fault: everybody asks, those who are out try to refresh, and in the end all has to be well. */
export async function aftermath(crowd: Crowd, lasts = WATCH): Promise<Finding> {
  await crowd.watch(lasts);
  await crowd.refreshAll();
  const works = until(() => crowd.isWorking(), 'well again', 30_000);
  crowd.finding.well = await works.then(
    () => true,
    () => false,
  );
  await crowd.watch(0);
  await crowd.goOn();
  return crowd.finding;
}

/** A finding of somebody who does not start on the Redis that they are given. */
export function refusal(error: unknown): Finding {
  return { ...nothing(), refuses: String(error) };
}
