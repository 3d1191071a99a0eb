import type { ClientOptions } from 'curfew/client';
import { bundle } from '../../support/browser/bundle.ts';
import { BrowserServer, type BrowserServerOptions } from '../../support/browser/server.ts';
import type { DrivenBrowser, Profile, Tab } from '../../support/browser/tab.ts';
import { until } from '../../support/until.ts';

/** What a page asks of its session. */
export type Asked = Omit<ClientOptions, 'onSignedOut' | 'refresh'>;

/** Tokens in cookies that no script can read. */
export const COOKIES: Asked = { baseUrl: '/bff' };
export const LOCAL: Asked = { tokens: 'local' };

let script: Promise<string> | undefined;

/** A server around a Curfew, and tabs with a session each. Alice and whoever else logs in without a password. */
export class Scene implements AsyncDisposable {
  readonly server: BrowserServer;
  #profile: Profile;

  private constructor(server: BrowserServer, profile: Profile) {
    this.server = server;
    this.#profile = profile;
  }

  /** In a profile that is empty, unless another is given. */
  static async open(
    browser: DrivenBrowser | Profile,
    options: BrowserServerOptions = {},
    html = '',
  ): Promise<Scene> {
    script ??= bundle('test/browser/client/page.ts');
    const page = (body: string): string => `<!doctype html><meta charset="utf-8"><title>Acme</title>${body}`;
    const files = new Map([
      ['/app.js', await script],
      ['/app', page(`<body><script src="/app.js"></script>${html}`)],
      ['/about', page('<body style="background: rgb(0, 128, 0)">')],
    ]);
    const profile = 'profile' in browser ? await browser.profile() : browser;
    return new Scene(await BrowserServer.start({ ...options, files }), profile);
  }

  get profile(): Profile {
    return this.#profile;
  }

  /** Ends the browser, and goes on in another. */
  async reopen(open: () => Promise<Profile>): Promise<void> {
    await this.#profile.close();
    this.#profile = await open();
  }

  /** Another tab of the same browser. */
  async tab(options: Asked = {}): Promise<Tab> {
    const tab = await this.profile.newPage();
    await tab.goto(this.address(options));
    return tab;
  }

  address(options: Asked = {}): string {
    return `${this.server.url}/app?options=${encodeURIComponent(JSON.stringify(options))}`;
  }

  /** The ids of the sessions of `who` that live at the server. */
  async sessionsOf(who: string): Promise<string[]> {
    return (await this.server.curfew.sessions(who)).map(({ id }) => id);
  }

  async untilGone(who: string): Promise<void> {
    await until(async () => (await this.sessionsOf(who)).length === 0, `the session of ${who} is over`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#profile.close();
    await this.server[Symbol.asyncDispose]();
  }
}

export function login(tab: Tab, who = 'alice', base = ''): Promise<string> {
  return tab.evaluate(([name, at]) => window.page.login(name, at), [who, base] as const);
}

export function idIn(tab: Tab): Promise<string | undefined> {
  return tab.evaluate(() => window.page.session.id);
}

/** Resolves when the session of the tab is `id`; with undefined, when it has none. */
export async function untilIn(tab: Tab, id: string | undefined): Promise<void> {
  await tab.waitForFunction((wanted) => window.page.session.id === wanted, id);
}

export async function untilReported(tab: Tab, count = 1): Promise<object[]> {
  await tab.waitForFunction((least) => window.page.reports.length >= least, count);
  const reports = await tab.evaluate(() => window.page.reports);
  return reports.map((one) => JSON.parse(one) as object);
}

/** Everything in `localStorage`. */
export function disk(tab: Tab): Promise<Record<string, string>> {
  return tab.evaluate(() => Object.fromEntries(Object.entries(localStorage)) as Record<string, string>);
}

/** What a request to `path` with the session is answered, or the name of what it rejects with. */
export function ask(tab: Tab, path = '/api/me'): Promise<number | string> {
  return tab.evaluate(async (at) => {
    try {
      return (await window.page.session.fetch(at)).status;
    } catch (error) {
      return (error as Error).name;
    }
  }, path);
}
