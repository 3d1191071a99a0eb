import { setTimeout as pause } from 'node:timers/promises';
import { RedisServer } from '../../support/redis-server.ts';
import type { App, ContestantName, Login } from './app.ts';
import { Crowd } from './crowd.ts';
import { note, nothing, type Finding } from './finding.ts';
import { pair, type Row, type Settings } from './row.ts';

/** Two processes, and what is done with them again and again, a few at a time. */
function rounds(
  count: number,
  round: (apps: readonly [App, App], finding: Finding) => Promise<void>,
  curfew: Settings = {},
): Row['run'] {
  return async (contestant, stack) => {
    const server = stack.use(await RedisServer.start());
    const settings = contestant === 'curfew' ? curfew : {};
    const apps = await pair(contestant, server.url, stack, [settings, settings]);
    const finding = nothing();
    const atOnce = 4;
    for (let done = 0; done < count; done += atOnce) {
      await Promise.all(Array.from({ length: atOnce }, () => round(apps, finding)));
    }
    return finding;
  };
}

/** Whether either process lets them in. */
async function isLetIn(apps: readonly App[], login: Login, finding: Finding): Promise<boolean> {
  const answers = await Promise.all(apps.map((app) => app.me(login)));
  for (const answer of answers) note(finding, answer);
  return answers.some(({ status }) => status === 200);
}

async function isToldOut(app: App, login: Login, finding: Finding): Promise<boolean> {
  const answer = await app.logout(login);
  note(finding, answer);
  if (answer.status >= 200 && answer.status < 300) return true;
  finding.logouts.add(answer.status);
  return false;
}

const besideRequest = rounds(40, async (apps, finding) => {
  const [here, there] = apps;
  const login = await here.login('alice');
  const slow = there.ask('GET', '/slow', login.headers);
  // It takes 50 ms, and has been let in by now.
  await pause(20);
  const told = await isToldOut(here, login, finding);
  note(finding, await slow);
  if (!told) return;
  finding.back.of += 1;
  if (await isLetIn(apps, login, finding)) finding.back.n += 1;
});

const besideRefresh = rounds(60, async (apps, finding) => {
  const [here, there] = apps;
  const login = await here.login('alice');
  const [{ answer, next }, told] = await Promise.all([there.refresh(login), isToldOut(here, login, finding)]);
  note(finding, answer);
  if (!told) return;
  finding.back.of += 1;
  const lives =
    next && ((await isLetIn(apps, next, finding)) || (await here.refresh(next)).next !== undefined);
  if (lives || (await isLetIn(apps, login, finding))) finding.back.n += 1;
});

/** Two tabs refresh with the same token, each at another process. */
const twice = rounds(40, async ([here, there], finding) => {
  const login = await here.login('alice');
  const both = await Promise.all([here.refresh(login), there.refresh(login)]);
  for (const { answer } of both) note(finding, answer);
  finding.out.of += 1;
  finding.forked.of += 1;
  const [one, other] = both.map(({ next }) => next);
  // Whichever tab goes on, and with whichever answer, nobody may have to log in again.
  const goOn = await Promise.all(
    [one, other].map(async (login_) => login_ && (await here.me(login_)).status === 200),
  );
  if (goOn.includes(false) || !one || !other) finding.out.n += 1;
  else if (one.refreshToken !== other.refreshToken) finding.forked.n += 1;
});

/** How fast the second process's clock is, ms. */
const AHEAD = 11_000;
/** How long access tokens live in that row, ms: little longer, so that nobody has to wait. */
const LIFETIME = 16_000;

async function clockAhead(contestant: ContestantName, stack: AsyncDisposableStack): Promise<Finding> {
  const server = stack.use(await RedisServer.start());
  const common: Settings = { LIFETIME: String(LIFETIME) };
  const apps = await pair(contestant, server.url, stack, [common, { ...common, AHEAD: String(AHEAD) }]);
  const crowd = await Crowd.at(apps);
  await crowd.logOut(apps[1]);
  // Past the moment at which the fast clock takes the tokens for expired; the other has some seconds to go.
  await crowd.watch(LIFETIME - AHEAD + 3_000, [apps[0]]);
  return crowd.finding;
}

/** Somebody with two logins sends both, as a browser with an old cookie does; one logout has to end both. */
const twoCredentials = rounds(
  20,
  async (apps, finding) => {
    const [here, there] = apps;
    const [one, other] = [await here.login('alice'), await there.login('alice')];
    if (!(await isToldOut(here, { headers: together(here.name, one, other) }, finding))) return;
    finding.back.of += 1;
    const alive = await Promise.all([one, other].map((login) => isLetIn(apps, login, finding)));
    if (alive.includes(true)) finding.back.n += 1;
  },
  { COOKIES: '1' },
);

/** The headers of a request that carries two logins in the ways that the contestant accepts. */
function together(name: ContestantName, one: Login, other: Login): Record<string, string> {
  if (name === 'session') return { cookie: `${one.headers['cookie']}; ${other.headers['cookie']}` };
  const token = other.headers['authorization']?.replace('Bearer ', '');
  return { ...one.headers, cookie: `${name === 'curfew' ? '__Host-session' : 'token'}=${token}` };
}

/** Faults of which the store knows nothing: races, clocks, and odd requests. */
export const raceRows: readonly Row[] = [
  { name: 'logout beside a request in flight', quick: true, run: besideRequest },
  { name: 'logout beside a refresh', quick: true, only: ['curfew', 'denylist'], run: besideRefresh },
  { name: 'two parallel refreshes', quick: true, only: ['curfew', 'denylist'], run: twice },
  { name: 'a node’s clock 11 s ahead', quick: true, run: clockAhead },
  { name: 'two credentials in one request', quick: true, run: twoCredentials },
];
