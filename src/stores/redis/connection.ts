import { ConfigError, StoreUnavailable } from '../../core/errors.ts';
import type { Command, Driver, Link, Sender } from './link.ts';

/** How long one call may take before its connection is given up, ms: a half-open socket must not hold up the next. */
const PATIENCE = 1_000;
/** How long it may take to connect, ms. */
const CONNECTING = 2_000;
/** Between two attempts to connect, at first and at most, ms; each with jitter. */
const [SOONEST, LATEST] = [20, 400];

/** Looks at each server that was connected to before anybody else uses it; `again` when there was one before. */
export type Welcome = (server: Sender, again: boolean) => Promise<unknown>;

/** A connection that is made when it is needed, and made anew when it is lost or does not answer. */
export class Connection implements Sender {
  readonly #driver: Driver;
  readonly #welcome: Welcome | undefined;
  #link: Promise<Link> | undefined;
  /** The one that `#link` has come to. */
  #current: Link | undefined;
  #again = false;
  #failures = 0;
  /** What the last attempt to connect came to. */
  #failure = '';
  #notBefore = 0;
  #isClosed = false;

  constructor(driver: Driver, welcome?: Welcome) {
    this.#driver = driver;
    this.#welcome = welcome;
  }

  /**
   * Sends commands, one behind the other, and answers all replies. Rejects with `StoreUnavailable`, and with
   * `ConfigError` for a first server that is not welcome.
   */
  async send(...commands: readonly Command[]): Promise<unknown[]> {
    try {
      return await this.#ask(await this.link(), commands);
    } catch (error) {
      // Nothing was done: another server has taken over, and it can be asked at once.
      if (!isElsewhere(error)) throw error;
      return this.#ask(await this.link(), commands);
    }
  }

  /** The link, connected. Rejects like `send`, at once while the last failure is fresh. */
  async link(): Promise<Link> {
    if (this.#isClosed) throw new StoreUnavailable('the Redis store was closed');
    const known = await this.#link?.catch(() => undefined);
    if (known?.isOpen) return known;
    if (known) this.#lose(known);
    if (!this.#link && performance.now() < this.#notBefore) throw new StoreUnavailable(this.#failure);
    this.#link ??= this.#connect();
    return this.#link;
  }

  close(): void {
    this.#isClosed = true;
    this.#link?.then(
      (link) => link.destroy(),
      () => undefined,
    );
  }

  async #ask(link: Link, commands: readonly Command[]): Promise<unknown[]> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new StoreUnavailable('Redis did not answer in time'));
        this.#lose(link);
      }, PATIENCE);
      timer.unref();
    });
    const replies = Promise.all(
      commands.map((command) => link.send(typeof command === 'function' ? command() : command)),
    );
    try {
      return await Promise.race([replies, late]);
    } catch (error) {
      if (!link.isOpen || isElsewhere(error) || isCutOff(error)) this.#lose(link);
      throw unavailable(error);
    } finally {
      clearTimeout(timer);
    }
  }

  async #connect(): Promise<Link> {
    let link: Link | undefined;
    try {
      const made = await this.#driver.connect(CONNECTING);
      link = made;
      await this.#welcome?.({ send: (...commands) => this.#ask(made, commands) }, this.#again);
      this.#failures = 0;
      this.#again = true;
      this.#current = made;
      if (this.#isClosed) made.destroy();
      return made;
    } catch (error) {
      link?.destroy();
      this.#link = undefined;
      this.#failures += 1;
      const pause = Math.min(SOONEST * 2 ** this.#failures, LATEST);
      this.#notBefore = performance.now() + pause * (0.5 + Math.random() / 2);
      const failure = unavailable(error);
      this.#failure = failure.message;
      throw error instanceof ConfigError && !this.#again ? error : failure;
    }
  }

  #lose(link: Link): void {
    link.destroy();
    // Somebody else may have found out before, and be connecting anew.
    if (this.#current !== link) return;
    this.#current = undefined;
    this.#link = undefined;
  }
}

/** Whether the server has done nothing because it is not, or no longer, the one that serves these keys. */
function isElsewhere(error: unknown): boolean {
  return error instanceof Error && /(^|: )MOVED |\bREADONLY /.test(error.message);
}

/** Whether the server belongs to a cluster that it has no part in any more, as far as it can see. */
function isCutOff(error: unknown): boolean {
  return error instanceof Error && /\bCLUSTERDOWN /.test(error.message);
}

/** Redis' own words for what went wrong. The client's error holds the command, with the secret of a session in it. */
function unavailable(error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error;
  // An attempt at several addresses of a name fails with an error for each, and no words of its own.
  if (error instanceof AggregateError && error.errors.length > 0) return unavailable(error.errors[0]);
  const message = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return new StoreUnavailable(`Redis could not do it: ${message}`);
}
