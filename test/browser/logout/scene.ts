import { setTimeout as pause } from 'node:timers/promises';
import { bundle } from '../../support/browser/bundle.ts';
import { BrowserServer, emailOf, type BrowserServerOptions } from '../../support/browser/server.ts';
import type { DrivenBrowser, Profile, Tab } from '../../support/browser/tab.ts';
import { secretsIn } from '../../../tools/secrets.mjs';
import { until } from '../../support/until.ts';
import { Finding, type AppName } from './finding.ts';

export const ALICE = 'alice';
export const EMAIL: string = emailOf(ALICE);

/** Set by `npm run test:browser-comparison`, which asks for all there is. */
export const ALL: boolean = process.env['COMPARISON'] === '1';

/** How long Curfew is waited for, ms. */
const PATIENCE = 20_000;

const scripts = new Map<AppName, Promise<string>>();

/** A server, a browser whose contexts start empty, and one of the two applications in it. */
export class Scene implements AsyncDisposable {
  readonly app: AppName;
  readonly server: BrowserServer;
  readonly finding: Finding = new Finding();
  readonly #browser: DrivenBrowser;
  readonly #profiles: Profile[] = [];

  private constructor(app: AppName, browser: DrivenBrowser, server: BrowserServer) {
    this.app = app;
    this.#browser = browser;
    this.server = server;
  }

  static async open(
    app: AppName,
    browser: DrivenBrowser,
    options: BrowserServerOptions = {},
  ): Promise<Scene> {
    const script = scripts.get(app) ?? bundle(`test/browser/logout/pages/${app}.ts`);
    scripts.set(app, script);
    const page = (body: string): string => `<!doctype html><meta charset="utf-8"><title>Acme</title>${body}`;
    const files = new Map([
      ['/app.js', await script],
      ['/app', page('<body><script src="/app.js?cache=max-age%3D60"></script>')],
      ['/login', page('<body style="background: rgb(0, 128, 0)">')],
      ['/about', page('<body style="background: rgb(0, 128, 0)">')],
      ['/shown', ''],
      ['/secret-shown', ''],
      ['/frame', page('<body><iframe></iframe>')],
    ]);
    return new Scene(app, browser, await BrowserServer.start({ ...options, files }));
  }

  /** Somebody's browser: it shares nothing with the others. */
  async profile(): Promise<Profile> {
    const profile = await this.#browser.profile();
    this.#profiles.push(profile);
    return profile;
  }

  /** A tab, by default in a browser of its own, with the application. */
  async tab(path = '/app', profile?: Profile): Promise<Tab> {
    const page = await (profile ?? (await this.profile())).newPage();
    await page.goto(this.server.url + path);
    if (path.startsWith('/app')) await ready(page);
    return page;
  }

  /** A tab in which somebody has logged in. */
  async signedIn(path?: string, profile?: Profile): Promise<Tab> {
    const page = await this.tab(path, profile);
    await login(page);
    return page;
  }

  /** Takes down whether something happened that must not. */
  note(what: string, happened: boolean): void {
    this.finding.note(what, happened);
  }

  /** Whether repeating something is expensive, and not asked for. */
  get isBrief(): boolean {
    return this.#browser.version.startsWith('Firefox') && !ALL;
  }

  /**
   * Whether `holds` comes true in time. What the usual thunk has not done after `soon` ms it never will, and nothing is
   * proved by a test that it passes; Curfew is waited for, however busy the machine.
   */
  async comesTrue(holds: () => boolean | Promise<boolean>, soon = 1_000): Promise<boolean> {
    return until(holds, String(holds), this.app === 'usual' ? soon : PATIENCE).then(
      () => true,
      () => false,
    );
  }

  /** What `work` answers; undefined when that takes too long. */
  inTime<T>(work: Promise<T>, soon = 1_000): Promise<T | undefined> {
    const limit = this.app === 'usual' ? soon : PATIENCE;
    return Promise.race([work, pause(limit, undefined, { ref: false })]);
  }

  /** Whether the server would still let Alice in. */
  async aliveAtServer(): Promise<boolean> {
    return (await this.server.curfew.sessions(ALICE)).length > 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#profiles.map((profile) => profile.close()));
    await this.server[Symbol.asyncDispose]();
  }
}

/** Everything in the storages of the page's origin. */
export function disk(page: Tab): Promise<string> {
  return page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
}

export function memory(page: Tab): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(() => window.app.memory());
}

export function signedIn(page: Tab): Promise<boolean> {
  return page.evaluate(() => window.app.signedIn());
}

/** Resolves when the application has read what it had stored. */
export async function ready(page: Tab): Promise<void> {
  await page.evaluate(() => window.app.ready);
}

export async function login(page: Tab, who: string = ALICE): Promise<void> {
  await page.evaluate((subject) => window.app.login(subject), who);
}

/** Presses the button and waits until the application believes that it is done. */
export async function logout(page: Tab): Promise<void> {
  await page.evaluate(() => window.app.logout());
}

/** Resolves when the page shows what only those may see who are signed in. */
export async function secretShown(page: Tab): Promise<void> {
  await page.waitForFunction(() => document.querySelector('#secret') !== null, undefined);
}

export function hasToken(text: string): boolean {
  // In JSON in JSON the quotes around a token are escaped. A ticket is no token.
  return secretsIn(text.replaceAll('\\', ' ')).some((found) => found.includes(' token '));
}

export async function reload(page: Tab): Promise<void> {
  await page.reload();
  await ready(page);
}

/** Does it that often, all at once. */
export async function times(count: number, run: (at: number) => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, at) => run(at)));
}
