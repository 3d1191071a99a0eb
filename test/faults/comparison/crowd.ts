import { setTimeout as pause } from 'node:timers/promises';
import type { App, Login } from './app.ts';
import { note, nothing, type Finding } from './finding.ts';

/** How many log out, and how many stay. */
const COUNT = 15;

/** People at a contestant's processes: some log out, the others never do. */
export class Crowd {
  readonly apps: readonly App[];
  readonly leaving: readonly Login[];
  readonly staying: readonly Login[];
  /** Of those who leave, who was told that they are out. */
  readonly told = new Set<Login>();
  readonly finding: Finding = nothing();
  readonly #back = new Set<Login>();
  readonly #out = new Set<Login>();

  private constructor(apps: readonly App[], leaving: readonly Login[], staying: readonly Login[]) {
    this.apps = apps;
    this.leaving = leaving;
    this.staying = staying;
    this.finding.out.of = staying.length;
  }

  /** They have logged in, at one process or another, and all processes have met them. */
  static async at(apps: readonly App[]): Promise<Crowd> {
    const arrive = (from: number): Promise<Login[]> =>
      Promise.all(
        Array.from({ length: COUNT }, (_, index) => at(apps, index).login(`somebody-${from + index}`)),
      );
    const crowd = new Crowd(apps, await arrive(0), await arrive(COUNT));
    for (const app of apps) {
      const answers = await Promise.all([...crowd.leaving, ...crowd.staying].map((login) => app.me(login)));
      const odd = answers.find(({ status }) => status !== 200);
      if (odd) throw new Error(`${app.name}: ${odd.status} for somebody who has just logged in`);
    }
    return crowd;
  }

  /** Those who leave log out, each at another process than the one they came from, or all at one. */
  async logOut(via?: App): Promise<void> {
    const leave = async (login: Login, index: number): Promise<void> => {
      const answer = await (via ?? at(this.apps, index + 1)).logout(login);
      note(this.finding, answer);
      if (answer.status >= 200 && answer.status < 300) this.told.add(login);
      else this.finding.logouts.add(answer.status);
    };
    await Promise.all(this.leaving.map(leave));
    this.finding.back.of = this.told.size;
  }

  /** Somebody tries to log out meanwhile. */
  async tryToLogOut(login: Login): Promise<void> {
    const answer = await at(this.apps, 0).logout(login);
    note(this.finding, answer);
    if (answer.status < 200 || answer.status > 299) this.finding.logouts.add(answer.status);
  }

  /** Everybody asks `apps` again and again for `lasts` ms, and once at least. */
  async watch(lasts: number, apps: readonly App[] = this.apps): Promise<void> {
    const end = performance.now() + lasts;
    do {
      await Promise.all(apps.flatMap((app) => [...this.#replays(app), ...this.#requests(app)]));
      await pause(20);
    } while (performance.now() < end);
    this.finding.back.n = this.#back.size;
    this.finding.out.n = this.#out.size;
  }

  /** Those who were told try their refresh tokens too. */
  async refreshAll(): Promise<void> {
    const tries = [...this.told].map(async (login, index) => {
      if (login.refreshToken === undefined) return;
      const { answer, next } = await at(this.apps, index).refresh(login);
      note(this.finding, answer);
      if (next) this.#back.add(login);
    });
    await Promise.all(tries);
    this.finding.back.n = this.#back.size;
  }

  /** Those who stay refresh, each at one process: nobody may have to log in again. */
  async goOn(): Promise<void> {
    const tries = this.staying.map(async (login, index) => {
      if (login.refreshToken === undefined) return;
      const { answer } = await at(this.apps, index).refresh(login);
      note(this.finding, answer);
      if (answer.status === 401) this.#out.add(login);
    });
    await Promise.all(tries);
    this.finding.out.n = this.#out.size;
  }

  /** Whether one can log in, is let in, can log out and is refused, at every process. */
  async isWorking(): Promise<boolean> {
    for (const app of this.apps) {
      const login = await app.login('dave').catch(() => undefined);
      if (!login || (await app.me(login)).status !== 200) return false;
      if ((await app.logout(login)).status > 299 || (await app.me(login)).status !== 401) return false;
    }
    return true;
  }

  #replays(app: App): Promise<void>[] {
    return [...this.told].map(async (login) => {
      const answer = await app.me(login);
      note(this.finding, answer);
      if (answer.status === 200) this.#back.add(login);
    });
  }

  #requests(app: App): Promise<void>[] {
    return this.staying.map(async (login) => {
      const answer = await app.me(login);
      note(this.finding, answer);
      if (answer.status === 401) this.#out.add(login);
    });
  }
}

function at(apps: readonly App[], index: number): App {
  const app = apps[index % apps.length];
  if (!app) throw new Error('there is no process');
  return app;
}
