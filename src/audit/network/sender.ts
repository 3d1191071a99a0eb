import { setTimeout as pause } from 'node:timers/promises';
import { connect } from './connection.ts';
import { header } from './content.ts';
import type { Admitted, Gate } from './gate.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { exchange, unsent, type Outgoing, type Reply } from './wire.ts';

/** One request of a volley. */
export interface Shot {
  readonly outgoing: Outgoing;
  /** How many ms after the first ones it leaves; 0 when undefined. */
  readonly after?: number | undefined;
}

/** How often a request that was told to come later does so, and for how long it waits at most, ms. */
const PATIENCE = { times: 3, longest: 20_000 };

/** Sends everything that an audit sends: through the gate, within the time limit, and remembers every secret that goes out or comes in. */
export class Sender {
  readonly #gate: Gate;
  readonly #secrets: Secrets;
  readonly #timeout: number;
  readonly #signal: AbortSignal;
  /** Told after each request. */
  readonly #sent: () => void;

  /** `timeout` in ms is for one request with its whole answer. */
  constructor(gate: Gate, secrets: Secrets, timeout: number, signal: AbortSignal, sent: () => void) {
    this.#gate = gate;
    this.#secrets = secrets;
    this.#timeout = timeout;
    this.#signal = signal;
    this.#sent = sent;
  }

  /**
   * Sends one request. An answer 429, or a 503 that says when to come back, has done nothing, so the request is repeated at the
   * time it says, a few times; the last answer is the one returned. Rejects when the gate refuses or the audit is aborted;
   * a failing network is a reply with an `error`. `cleanup` goes on after both.
   */
  async send(outgoing: Outgoing, cleanup = false): Promise<Reply> {
    for (let time = 1; ; time += 1) {
      const reply = await this.#once(outgoing, cleanup);
      const wait = comeBackIn(reply, time);
      if (wait === undefined || time > PATIENCE.times || wait > PATIENCE.longest) return reply;
      await this.sleep(wait);
    }
  }

  /**
   * Sends several at the same moment: every connection is open before the first byte leaves, and those without `after` leave in
   * one turn of the event loop, in the order given. No retries. The replies come in the order of the shots.
   */
  async volley(shots: readonly Shot[]): Promise<Reply[]> {
    this.#signal.throwIfAborted();
    // All of them first: when the gate refuses one, no connection is open yet.
    const admitted = await Promise.all(shots.map(async ({ outgoing }) => this.#admit(outgoing, false)));
    const signal = this.#limit(false);
    const lines = await Promise.all(
      shots.map(async ({ outgoing }, index) => {
        const to = admitted[index] ?? { addresses: [], loopback: false };
        return connect(outgoing.url, to, signal).catch((error: unknown) => unsent(outgoing, error));
      }),
    );
    const replies = await Promise.all(
      shots.map(async ({ outgoing, after = 0 }, index) => {
        const line = lines[index];
        if (line === undefined || 'status' in line) return line ?? unsent(outgoing, 'not sent');
        if (after > 0) await pause(after, undefined, { signal }).catch(() => undefined);
        return exchange(outgoing, line, signal);
      }),
    );
    this.#signal.throwIfAborted();
    for (const reply of replies) this.#learn(reply);
    return replies;
  }

  /** For what speaks another protocol over a connection of its own: checks and counts a request, as every other one is. */
  async admit(url: URL): Promise<Admitted> {
    this.#signal.throwIfAborted();
    const admitted = await this.#gate.admit(url);
    this.#sent();
    return admitted;
  }

  /** Waits, ms. Rejects when the audit is aborted. */
  async sleep(ms: number): Promise<void> {
    this.#signal.throwIfAborted();
    await pause(Math.max(0, ms), undefined, { signal: this.#signal }).catch(() =>
      this.#signal.throwIfAborted(),
    );
  }

  async #once(outgoing: Outgoing, cleanup: boolean): Promise<Reply> {
    if (!cleanup) this.#signal.throwIfAborted();
    const admitted = await this.#admit(outgoing, cleanup);
    const signal = this.#limit(cleanup);
    const reply = await connect(outgoing.url, admitted, signal).then(
      (socket) => exchange(outgoing, socket, signal),
      (error: unknown) => unsent(outgoing, error),
    );
    if (!cleanup) this.#signal.throwIfAborted();
    this.#learn(reply);
    return reply;
  }

  async #admit(outgoing: Outgoing, cleanup: boolean): Promise<Admitted> {
    this.#secrets.ofRequest(outgoing.headers);
    this.#secrets.ofQuery(outgoing.url, outgoing.body);
    const admitted = await this.#gate.admit(outgoing.url, cleanup);
    this.#sent();
    return admitted;
  }

  #limit(cleanup: boolean): AbortSignal {
    const limit = AbortSignal.timeout(this.#timeout);
    return cleanup ? limit : AbortSignal.any([limit, this.#signal]);
  }

  #learn(reply: Reply): void {
    this.#secrets.ofAnswer(reply.headers, reply.text);
  }
}

/** Ms until a request may be repeated; undefined when it was not told to be. */
function comeBackIn(reply: Reply, time: number): number | undefined {
  const given = header(reply.headers, 'retry-after');
  if (reply.status !== 429 && !(reply.status === 503 && given !== undefined)) return undefined;
  if (given === undefined) return 500 * 2 ** time;
  const wait = /^\d+$/.test(given.trim()) ? Number(given) * 1000 : Date.parse(given) - Date.now();
  return Number.isNaN(wait) ? 500 * 2 ** time : Math.max(100, wait);
}
