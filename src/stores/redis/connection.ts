import { StoreUnavailable } from '../../core/errors.ts';
import type { Driver, Link, Word } from './link.ts';

/** How long one call may take before its connection is given up, ms: a half-open socket must not hold up the next. */
const PATIENCE = 1_000;
/** How long it may take to connect, ms. */
const CONNECTING = 2_000;
/** Between two attempts to connect, at first and at most, ms; each with jitter. */
const [SOONEST, LATEST] = [20, 400];

/** A connection that is made when it is needed, and made anew when it is lost or does not answer. */
export class Connection {
  readonly #driver: Driver;
  #link: Promise<Link> | undefined;
  /** The one that `#link` has come to. */
  #current: Link | undefined;
  #failures = 0;
  #notBefore = 0;
  #isClosed = false;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** Sends commands, one behind the other, and answers all replies. Rejects with `StoreUnavailable`. */
  async send(...commands: readonly (readonly Word[])[]): Promise<unknown[]> {
    const link = await this.link();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new StoreUnavailable('Redis did not answer in time'));
        this.#lose(link);
      }, PATIENCE);
      timer.unref();
    });
    const replies = Promise.all(commands.map((command) => link.send(command)));
    try {
      return await Promise.race([replies, late]);
    } catch (error) {
      replies.catch(() => undefined);
      if (!link.isOpen) this.#lose(link);
      throw unavailable(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The link, connected. Rejects with `StoreUnavailable` at once while the last failure is fresh. */
  async link(): Promise<Link> {
    if (this.#isClosed) throw new StoreUnavailable('the Redis store was closed');
    const known = await this.#link?.catch(() => undefined);
    if (known?.isOpen) return known;
    if (known) this.#lose(known);
    if (!this.#link && performance.now() < this.#notBefore) throw new StoreUnavailable('Redis is not there');
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

  async #connect(): Promise<Link> {
    try {
      const link = await this.#driver.connect(CONNECTING);
      this.#failures = 0;
      this.#current = link;
      if (this.#isClosed) link.destroy();
      return link;
    } catch (error) {
      this.#link = undefined;
      this.#failures += 1;
      const pause = Math.min(SOONEST * 2 ** this.#failures, LATEST);
      this.#notBefore = performance.now() + pause * (0.5 + Math.random() / 2);
      throw unavailable(error);
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

/** Redis' own words for what went wrong. The client's error holds the command, with the secret of a session in it. */
function unavailable(error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error;
  const message = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return new StoreUnavailable(`Redis could not do it: ${message}`);
}
