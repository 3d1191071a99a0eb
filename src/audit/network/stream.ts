import { setTimeout as pause } from 'node:timers/promises';
import { instant } from './wire.ts';

/** What came over a connection that stays open. */
export interface Heard {
  /** An instant as `Reply.at` is. */
  readonly at: number;
  readonly text: string;
}

/** Of a connection, more is not remembered. */
const MOST = 1_000;

/** A connection that stays open, as all kinds of it are to a probe: what came, and whether it was closed. */
export class Stream {
  readonly heard: Heard[] = [];
  /** When a `pong`, or a comment that keeps the connection open, came last. */
  sign: number | undefined;
  closed: { readonly at: number; readonly why: string } | undefined;
  /** Status and headers of the answer that opened it. */
  readonly opened: { readonly status: number; readonly headers: readonly (readonly [string, string])[] };
  readonly #send: (text: string) => void;
  readonly #ping: () => void;
  readonly #end: () => void;

  constructor(
    opened: Stream['opened'],
    does: { readonly send: (text: string) => void; readonly ping: () => void; readonly end: () => void },
  ) {
    this.opened = opened;
    this.#send = does.send;
    this.#ping = does.ping;
    this.#end = does.end;
  }

  /** Nothing happens on a connection that carries nothing that way, or is closed. */
  send(text: string): void {
    if (!this.closed) this.#send(text);
  }

  ping(): void {
    if (!this.closed) this.#ping();
  }

  end(): void {
    this.#end();
    this.close('the audit closed it');
  }

  hear(text: string): void {
    if (!this.closed && this.heard.length < MOST) this.heard.push({ at: instant(), text });
  }

  sawSign(): void {
    this.sign = instant();
  }

  close(why: string): void {
    this.closed ??= { at: instant(), why };
  }

  /** Waits until `done` holds or the connection is closed, ms at most. Rejects with the reason of `signal`. */
  async wait(ms: number, signal: AbortSignal, done: () => boolean = () => false): Promise<void> {
    const end = instant() + ms;
    while (instant() < end && !this.closed && !done()) await pause(10, undefined, { signal });
  }
}

/** Why a connection was not opened: what the application answered instead. */
export class NotOpened extends Error {
  override readonly name = 'NotOpened';
}
