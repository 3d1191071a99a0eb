import { setTimeout as sleep } from 'node:timers/promises';
import { TokenExpired } from 'curfew';
import { listen } from './listen.ts';
import { respellings } from './respell.ts';
import { answered, beginning, revoked, type ThiefState } from './state.ts';

/** Between two tries, ms. */
const PACE = 125;
/** After so many refusals in a row the thief loses heart, and tries less often. */
const HEART = 40;
const SLOW_PACE = 2_000;
/** Between two attempts to open the stream, ms. */
const RECONNECT = 1_000;
/** How long an answer may take before the request counts as unanswered, ms. */
const PATIENCE = 10_000;

/** What was copied. `signal` is not the thief's: by it the demo knows when the session was ended. */
export interface Loot {
  readonly session: string;
  /** The whole `Cookie` header. */
  readonly cookie: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly signal: AbortSignal;
}

/**
 * Somebody with a copy of your cookies, on another machine. Uses them over and over, holds a stream open with them,
 * and when it is refused tries the refresh token and other spellings. Only a 401 means that it is out: an outage says
 * nothing about the token.
 */
export class Thief {
  #state: ThiefState;
  readonly #line: string;
  readonly #loot: Loot;
  readonly #changed: () => void;
  readonly #over = new AbortController();
  #pause = new AbortController();

  /** Talks to the server at `line`, until `stop`. `changed` is called whenever there is news of it. */
  constructor(line: string, loot: Loot, changed: () => void) {
    this.#line = line;
    this.#loot = loot;
    this.#changed = changed;
    this.#state = beginning(loot.accessToken);
    loot.signal.addEventListener('abort', this.#onEnd);
    void this.#use();
    void this.#listen();
  }

  get state(): ThiefState {
    return this.#state;
  }

  stop(): void {
    this.#loot.signal.removeEventListener('abort', this.#onEnd);
    this.#over.abort();
    this.#pause.abort();
  }

  readonly #onEnd = (): void => {
    const reason: unknown = this.#loot.signal.reason;
    if (!(reason instanceof TokenExpired)) this.#tell(revoked(this.#state));
    // It tries at once, instead of at its own pace.
    this.#pause.abort();
  };

  async #use(): Promise<void> {
    let refusals = 0;
    let hasTriedAll = false;
    while (!this.#over.signal.aborted) {
      const sentAt = Date.now();
      const { status, code } = await this.#get('/api/me', { cookie: this.#loot.cookie });
      if (this.#over.signal.aborted) return;
      this.#tell(answered(this.#state, { status, code, sentAt }));
      refusals = status === 401 ? refusals + 1 : 0;
      // An expired token was never logged out, and its refresh token is still good: that is no theft foiled.
      if (status === 401 && code !== 'ERR_TOKEN_EXPIRED' && !hasTriedAll)
        hasTriedAll = await this.#tryTheRest();
      this.#pause = new AbortController();
      const pace = refusals > HEART ? SLOW_PACE : PACE;
      await sleep(Math.max(0, sentAt + pace - Date.now()), undefined, this.#pause).catch(() => undefined);
    }
  }

  /** Whether each of them got an answer that says something. */
  async #tryTheRest(): Promise<boolean> {
    const { refreshToken, accessToken } = this.#loot;
    const body = JSON.stringify({ refreshToken });
    const headers = { 'content-type': 'application/json' };
    const refresh = await this.#send('/auth/refresh', { method: 'POST', headers, body });
    const respelled = [];
    for (const { name, headers: spelled } of respellings(accessToken)) {
      const { status } = await this.#get('/api/me', spelled);
      respelled.push({ name, status });
    }
    this.#tell({ ...this.#state, refresh: refresh.status, respelled });
    return [refresh, ...respelled].every(({ status }) => status !== 0 && status !== 503);
  }

  /** Opens the stream, and again when it broke off without a word: only its `end` is final. */
  async #listen(): Promise<void> {
    const { signal } = this.#over;
    const init = { headers: { cookie: this.#loot.cookie }, signal };
    while (!signal.aborted) {
      const state = await listen(`${this.#line}/api/stream`, init, () => {
        this.#tell({
          ...this.#state,
          stream: { ...this.#state.stream, state: 'open', ticks: this.#state.stream.ticks + 1 },
        });
      });
      if (signal.aborted) return;
      this.#tell({ ...this.#state, stream: { ...this.#state.stream, state, endedAt: Date.now() } });
      if (state !== 'broken') return;
      await sleep(RECONNECT, undefined, { signal }).catch(() => undefined);
    }
  }

  #get(path: string, headers: Record<string, string>): Promise<{ status: number; code: string | undefined }> {
    return this.#send(path, { headers });
  }

  /** Never rejects: a server that cannot be reached is status 0. */
  async #send(path: string, init: RequestInit): Promise<{ status: number; code: string | undefined }> {
    try {
      const signal = AbortSignal.any([this.#over.signal, AbortSignal.timeout(PATIENCE)]);
      const response = await fetch(this.#line + path, { ...init, signal });
      const { code } = (await response.json().catch(() => ({}))) as { code?: string };
      return { status: response.status, code };
    } catch {
      return { status: 0, code: undefined };
    }
  }

  #tell(state: ThiefState): void {
    this.#state = state;
    this.#changed();
  }
}
