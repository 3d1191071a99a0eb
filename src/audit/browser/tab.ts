import { setTimeout as pause } from 'node:timers/promises';
import type { Cdp } from './cdp.ts';
import { Traffic } from './traffic.ts';

/** A place in the history of a tab. */
export interface Entry {
  readonly id: number;
  readonly url: string;
}

/** What a page waits for may never come, such as the last picture. Ms. */
const LOADS_WITHIN = 10_000;
/** So long nothing is asked for, and a page is what it will be. Ms. */
const QUIET = 500;

/** The tab of a browser, driven as a person would: by addresses and by the back button. */
export class Tab {
  readonly traffic: Traffic;
  readonly #cdp: Cdp;
  readonly #session: string;

  private constructor(cdp: Cdp, session: string) {
    this.#cdp = cdp;
    this.#session = session;
    this.traffic = new Traffic(cdp, session);
  }

  /** The tab that the browser opened with. */
  static async first(cdp: Cdp): Promise<Tab> {
    const { targetInfos } = await cdp.send<{ targetInfos: { targetId: string; type: string }[] }>(
      'Target.getTargets',
    );
    const targetId = targetInfos.find(({ type }) => type === 'page')?.targetId;
    const attached = await cdp.send<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    });
    const tab = new Tab(cdp, attached.sessionId);
    // "Do you really want to leave?"
    cdp.on('Page.javascriptDialogOpening', (_params, session) => {
      void cdp.send('Page.handleJavaScriptDialog', { accept: true }, session).catch(() => undefined);
    });
    for (const domain of ['Page', 'Network', 'Runtime']) await tab.send(`${domain}.enable`);
    // What the audit does in a page is no business of the page's policy.
    await tab.send('Page.setBypassCSP', { enabled: true });
    return tab;
  }

  async send<R = unknown>(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<R> {
    return this.#cdp.send<R>(method, params, this.#session);
  }

  /** Goes to a URL and waits until it is loaded. Answers what went wrong, in the browser's words. */
  async open(url: string): Promise<string | undefined> {
    const loaded = this.#next('Page.loadEventFired');
    const { errorText } = await this.send<{ errorText?: string }>('Page.navigate', { url });
    if (errorText === undefined) await loaded;
    return errorText;
  }

  async history(): Promise<{ readonly entries: readonly Entry[]; readonly current: number }> {
    const { entries, currentIndex } = await this.send<{ entries: Entry[]; currentIndex: number }>(
      'Page.getNavigationHistory',
    );
    return { entries, current: currentIndex };
  }

  /** Goes back to a place of the history, as the back button does. Whether the page came whole out of the back/forward cache. */
  async back(to: Entry): Promise<boolean> {
    const moved = this.#next<{ type: string; frame: { parentId?: string } }>(
      'Page.frameNavigated',
      ({ frame }) => frame.parentId === undefined,
    );
    const within = this.#next('Page.navigatedWithinDocument');
    const loaded = this.#next('Page.loadEventFired');
    await this.send('Page.navigateToHistoryEntry', { entryId: to.id });
    const left = await Promise.race([moved, within.then(() => undefined)]);
    const restored = left?.type === 'BackForwardCacheRestore';
    if (left && !restored) await loaded;
    return restored;
  }

  /** Runs a function in the page; it sees nothing but the page and `argument`. Rejects with what it throws, or when the page goes. */
  async evaluate<R, A = undefined>(run: (argument: A) => R | Promise<R>, argument?: A): Promise<R> {
    const { result, exceptionDetails: thrown } = await this.send<{
      result: { value: R };
      exceptionDetails?: { text: string; exception?: { description?: string } };
    }>('Runtime.evaluate', {
      expression: `(${String(run)})(${JSON.stringify(argument)})`,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (thrown) throw new Error(thrown.exception?.description ?? thrown.text);
    return result.value;
  }

  /**
   * Waits until the page has asked for nothing for a while, and looks whether something holds then. `ever` is whether it did at any
   * moment since.
   */
  async settled(
    holds: () => Promise<boolean>,
  ): Promise<{ readonly finally: boolean; readonly ever: boolean }> {
    const began = performance.now();
    let ever = false;
    const isQuiet = async (): Promise<boolean> => {
      ever ||= await holds();
      return Math.min(performance.now() - began, this.traffic.quietFor()) >= QUIET;
    };
    await this.until(isQuiet, LOADS_WITHIN);
    const last = await holds().catch(() => false);
    return { finally: last, ever: ever || last };
  }

  /** Waits until something holds, for at most `most` ms; whether it does. While a page goes and another comes, nothing does. */
  async until(holds: () => Promise<boolean>, most: number): Promise<boolean> {
    const end = performance.now() + most;
    for (;;) {
      if (await holds().catch(() => false)) return true;
      if (performance.now() >= end) return false;
      // Rejects when the browser has gone, where `holds` would only be false for ever.
      await this.send('Page.getFrameTree');
      await pause(50);
    }
  }

  /** The next such event of this tab; undefined when it does not come in time. */
  async #next<P>(method: string, fits: (params: P) => boolean = () => true): Promise<P | undefined> {
    return new Promise((resolve) => {
      const done = (params?: P): void => {
        clearTimeout(late);
        forget();
        resolve(params);
      };
      const late = setTimeout(() => done(), LOADS_WITHIN).unref();
      const forget = this.#cdp.on<P>(method, (params, session) => {
        if (session === this.#session && fits(params)) done(params);
      });
    });
  }
}
