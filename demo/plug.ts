import type { RequestHandler } from 'express';
import { sendProblem } from './problems.ts';

/**
 * What stands between you and the server.
 *
 *   in     nothing
 *   cut    your connection is dropped before it is answered, as by a network that is gone; the thief has its own
 *   down   the server answers 503, to everybody
 *   slow   the server takes its time with what you ask
 */
export const POSITIONS = ['in', 'cut', 'down', 'slow'] as const;
export type Position = (typeof POSITIONS)[number];

/** How long a slow answer takes, ms: more than the client waits for one. */
const SLOW = 8_000;

/** The plug that anybody who looks at the demo may pull. It begins `in`, and is the same for all. */
export class Plug {
  #position: Position = 'in';
  readonly #listeners = new Set<() => void>();

  get position(): Position {
    return this.#position;
  }

  set position(position: Position) {
    this.#position = position;
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` after each change; the answer stops it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What stands above it is reached as the plug allows. The thief's own line is neither cut nor slow. */
  gate(line: 'yours' | 'thief'): RequestHandler {
    return (request, response, next) => {
      if (this.#position === 'down') {
        response.set('retry-after', '1');
        return sendProblem(response, 503, 'somebody has switched the server off');
      }
      if (line === 'thief' || this.#position === 'in') return next();
      if (this.#position === 'cut') return void request.socket.destroy();
      const goOn = (): void => {
        clearTimeout(timer);
        stop();
        if (!response.closed) next();
      };
      const timer = setTimeout(goOn, SLOW);
      const stop = this.subscribe(goOn);
      return undefined;
    };
  }
}
