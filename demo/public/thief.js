import { bearer, send } from './api.js';
import { listen } from './listen.js';
import { respellings } from './respell.js';

/** Between two tries, ms. */
const PACE = 125;
/** After so many refusals in a row the thief loses heart, and tries less often. */
const HEART = 40;
const SLOW_PACE = 2_000;
/** Between two attempts to open the stream, ms. */
const RECONNECT = 1_000;

/**
 * Somebody with a copy of your tokens. Uses the access token over and over, holds a stream open with it, and when
 * it is refused tries the refresh token and other spellings. Whatever happens is told to `watcher`.
 *
 * Only a 401 means that it is out: an outage says nothing about the token.
 */
export class Thief {
  #watcher;
  /** Counts thefts: work for an older one stops when it sees that another has begun. */
  #theft = 0;
  #pause = new AbortController();
  #hurried = false;
  #stream = new AbortController();

  constructor(watcher) {
    this.#watcher = watcher;
  }

  /** Takes a copy of what a login answered. */
  steal({ accessToken, refreshToken }) {
    this.drop();
    const theft = this.#theft;
    this.#watcher.stolen(accessToken);
    void this.#use(theft, accessToken, refreshToken);
    void this.#listen(theft, accessToken);
  }

  /** Forgets everything. */
  drop() {
    this.#theft += 1;
    this.#stream.abort();
    this.#stream = new AbortController();
    this.hurry();
  }

  /** Tries again at once instead of at its own pace. */
  hurry() {
    this.#hurried = true;
    this.#pause.abort();
  }

  async #use(theft, accessToken, refreshToken) {
    let refusals = 0;
    let tried = false;
    while (theft === this.#theft) {
      const sentAt = performance.now();
      const { status, body } = await send('GET', '/api/me', { authorization: bearer(accessToken) });
      if (theft !== this.#theft) return;
      this.#watcher.answered({ status, code: body.code, sentAt });
      refusals = status === 401 ? refusals + 1 : 0;
      // An expired token was never logged out, and its refresh token is still good: that is no theft foiled.
      if (status === 401 && body.code !== 'ERR_TOKEN_EXPIRED' && !tried) {
        tried = await this.#tryTheRest(theft, accessToken, refreshToken);
      }
      await this.#wait(sentAt + (refusals > HEART ? SLOW_PACE : PACE) - performance.now());
    }
  }

  /** Whether each of them got an answer that says something. */
  async #tryTheRest(theft, accessToken, refreshToken) {
    const refresh = await send('POST', '/auth/refresh', { body: { refreshToken } });
    const respelled = [];
    for (const { name, authorization } of respellings(accessToken)) {
      const { status } = await send('GET', '/api/me', { authorization });
      respelled.push({ name, status });
    }
    if (theft !== this.#theft) return false;
    this.#watcher.triedTheRest({ refresh: refresh.status, respelled });
    return [refresh, ...respelled].every(({ status }) => status !== 0 && status !== 503);
  }

  /** Opens the stream, and again when it broke off without a word: only its `end` is final. */
  async #listen(theft, accessToken) {
    const { signal } = this.#stream;
    let ticks = 0;
    const tick = () => this.#watcher.streamTicked((ticks += 1));
    while (theft === this.#theft) {
      const how = await listen('/api/stream', bearer(accessToken), tick, signal);
      if (theft !== this.#theft) return;
      this.#watcher.streamClosed(how);
      if (how !== 'broken') return;
      await new Promise((resolve) => setTimeout(resolve, RECONNECT));
    }
  }

  async #wait(ms) {
    this.#pause = new AbortController();
    const { signal } = this.#pause;
    if (!this.#hurried) {
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, Math.max(0, ms));
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve(undefined);
        });
      });
    }
    this.#hurried = false;
  }
}
