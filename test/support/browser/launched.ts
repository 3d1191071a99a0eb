import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type LaunchOptions,
} from 'playwright-core';
import { systemTimers, within } from '../../../src/core/timers.ts';
import { ensureChromium } from '../../../tools/chromium.mjs';
import { descendantsOf, stateOf } from '../process-tree.ts';

/** How long a Chromium on a busy machine may take, ms. One that takes longer hangs: that happens once in many thousand times. */
const PATIENCE = 20_000;

function inTime<T>(work: Promise<T>): Promise<T> {
  return within(
    systemTimers,
    PATIENCE,
    work,
    () => new Error(`Chromium did not answer within ${PATIENCE} ms`),
  );
}

/** `options` for the Chromium of this machine, which is installed when it is missing. */
export async function launchOptions({ args = [], ...options }: LaunchOptions): Promise<LaunchOptions> {
  return { ...options, executablePath: await ensureChromium(), args: ['--no-sandbox', ...args] };
}

/** A Chromium for the tests of a file. One that gives no context hangs: it is killed, and another one is started in its place. */
export class LaunchedChromium {
  readonly #options: LaunchOptions;
  #browser: Browser | undefined;
  /** The processes that it consists of. */
  #pids: readonly number[] = [];

  private constructor(options: LaunchOptions) {
    this.#options = options;
  }

  static async launch(options: LaunchOptions = {}): Promise<LaunchedChromium> {
    const launched = new LaunchedChromium(await launchOptions(options));
    await launched.#start();
    return launched;
  }

  get version(): string {
    return this.#browser?.version() ?? '';
  }

  /** Somebody's browser: nothing in it is shared with another. */
  async context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    try {
      return await inTime(this.#made(options));
    } catch {
      this.#kill();
      await this.#start();
      return this.#made(options);
    }
  }

  async close(): Promise<void> {
    await inTime(this.#browser?.close() ?? Promise.resolve()).catch(() => this.#kill());
  }

  async #start(): Promise<void> {
    const before = descendantsOf(process.pid);
    this.#browser = await chromium.launch(this.#options);
    this.#pids = descendantsOf(process.pid).filter((pid) => !before.includes(pid));
  }

  async #made(options: BrowserContextOptions): Promise<BrowserContext> {
    if (!this.#browser) throw new Error('there is no browser');
    return this.#browser.newContext(options);
  }

  #kill(): void {
    for (const pid of this.#pids) if (stateOf(pid) !== 'gone') process.kill(pid, 'SIGKILL');
  }
}
