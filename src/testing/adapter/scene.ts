import assert from 'node:assert/strict';
import type { Clock } from '../../core/clock.ts';
import { createCurfew, type Curfew } from '../../core/curfew.ts';
import { generateKey } from '../../core/keys.ts';
import type { Tokens } from '../../core/login.ts';
import type { Receipt } from '../../core/recorder.ts';
import type { Store } from '../../core/store.ts';
import type { HttpOptions } from '../../http/authenticate.ts';
import { sessionCookies } from '../../http/cookies.ts';
import { memory } from '../../stores/memory/index.ts';
import { ask, type Answer, type Asked } from './client.ts';

/** What the application that is served hangs on. */
export interface AdapterSetup {
  readonly curfew: Curfew;
  /** For the guard and for the routes. */
  readonly options: HttpOptions;
  /** Whether the framework's own parsers of JSON and of forms shall read every body before anything else does. */
  readonly parsed: boolean;
}

/** A server that is running. */
export interface AdapterServer {
  /** `http://127.0.0.1:4711` */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the application that `adapterContract` describes. */
export type ServeAdapter = (setup: AdapterSetup) => Promise<AdapterServer>;

/** Runs a law against an application of its own. */
export type Law = (name: string, given: Given, run: (scene: Scene) => Promise<void>) => void;

export interface Given {
  readonly cookies?: boolean;
  readonly parsed?: boolean;
  /** Other origins whose pages may call. */
  readonly origins?: readonly string[];
}

export const ISSUER = 'https://issuer.test';

/** How a store that cannot be used behaves. */
type Trouble = 'rejects' | 'hangs' | 'none';

/** An application under test, its Curfew, and a clock and a store that do as they are told. */
export class Scene {
  readonly #server: AdapterServer;
  readonly #curfew: Curfew;
  readonly #clock: HeldClock;
  readonly #trouble: (how: Trouble) => void;
  readonly #secrets = new Set<string>();

  private constructor(
    server: AdapterServer,
    curfew: Curfew,
    clock: HeldClock,
    trouble: (how: Trouble) => void,
  ) {
    this.#server = server;
    this.#curfew = curfew;
    this.#clock = clock;
    this.#trouble = trouble;
  }

  static async start(serve: ServeAdapter, given: Given): Promise<Scene> {
    const { store, trouble } = troubled(memory());
    const clock = new HeldClock();
    const issuer = { name: ISSUER, audience: 'api', keys: await generateKey() };
    const curfew = createCurfew({ store, issuer, clock });
    const { cookies = false, parsed = false, origins } = given;
    const options = { ...(cookies && { cookies: sessionCookies() }), ...(origins && { origins }) };
    return new Scene(await serve({ curfew, options, parsed }), curfew, clock, trouble);
  }

  get url(): string {
    return this.#server.url;
  }

  /** From now on the store is of no use, and what the node knows of it is too old to answer by. */
  breakStore(how: 'rejects' | 'hangs'): void {
    this.#trouble(how);
    this.#clock.advance(2_000);
  }

  mendStore(): void {
    this.#trouble('none');
  }

  /** Lets every access token expire. */
  expire(): void {
    this.#clock.advance(600_000);
  }

  async login(subject = 'alice'): Promise<Tokens> {
    const { status, text } = await this.ask('/login', { method: 'POST', body: { subject } });
    assert.equal(status, 200, 'POST /login needs no token');
    const tokens = JSON.parse(text) as Tokens;
    for (const one of [tokens.accessToken, tokens.refreshToken, tokens.ticket]) this.#secrets.add(one);
    return tokens;
  }

  /** Asks, and looks that no error says anything of a token. */
  async ask(path: string, asked: Asked = {}): Promise<Answer> {
    const answer = await ask(this.url + path, asked);
    if (asked.token !== undefined) this.#secrets.add(asked.token);
    if (answer.status < 400) return answer;
    const told = answer.text + JSON.stringify(answer.headers);
    for (const secret of this.#secrets) {
      const parts = secret.split('.').filter((part) => part.length > 20);
      assert.ok(!parts.some((part) => told.includes(part)), `${path}: a part of a token is in an error`);
    }
    return answer;
  }

  /** A POST. */
  post(path: string, asked: Asked = {}): Promise<Answer> {
    return this.ask(path, { method: 'POST', ...asked });
  }

  /** What the status of `GET /me` is for somebody. */
  async statusOf(asked: Asked): Promise<number> {
    return (await this.ask('/me', asked)).status;
  }

  async close(): Promise<void> {
    this.mendStore();
    await this.#server.close();
    await this.#curfew.close();
  }
}

/** What a receipt says has died. */
export function revokedBy(answer: Answer): Receipt['revoked'] {
  assert.equal(answer.status, 200);
  return (JSON.parse(answer.text) as Receipt).revoked;
}

/** Looks that `answer` is an error as Curfew tells it. */
export function assertProblem(answer: Answer, status: number, code: string, what = ''): void {
  assert.equal(answer.status, status, `${what}: ${status} was expected, not ${answer.status}`);
  assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/, what);
  assert.equal(answer.headers['cache-control'], 'no-store', what);
  const told = JSON.parse(answer.text) as { status: unknown; code: unknown };
  assert.deepEqual([told.status, told.code], [status, code], what);
}

/** What a browser would send back of the cookies that it was given. */
export function jarOf(cookies: readonly string[]): string {
  return cookies.map((one) => one.split(';', 1)[0]).join('; ');
}

class HeldClock implements Clock {
  #passed = 0;
  readonly #start = Date.now();

  now(): number {
    return this.#start + this.#passed;
  }

  monotonic(): number {
    return this.#passed;
  }

  advance(ms: number): void {
    this.#passed += ms;
  }
}

/** `store`, and how to make every call of it reject or hang. */
function troubled(store: Store): { store: Store; trouble: (how: Trouble) => void } {
  let mode: Trouble = 'none';
  const proxy = new Proxy(store, {
    get(target, name): unknown {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...values: unknown[]): unknown => {
        if (mode === 'rejects') return Promise.reject(new Error('the store broke'));
        return mode === 'hangs' ? new Promise(() => undefined) : Reflect.apply(value, target, values);
      };
    },
  });
  return { store: proxy, trouble: (how) => (mode = how) };
}
