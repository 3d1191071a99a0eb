import { CurfewError } from 'curfew';
import type { RequestHandler } from 'express';
import { eventStream } from './event-stream.ts';

/** How often a stream shows that it is alive, ms. */
const EVERY = 1_000;

/**
 * Server-sent events for as long as the token lives. `auth.signal` is all it takes: it aborts the moment the
 * session is ended, on whichever server. `closing` aborts when this server stops, which ends nobody's session.
 */
export function stream(closing: AbortSignal): RequestHandler {
  return (request, response) => {
    const { signal } = request.auth;
    const events = eventStream(response, closing);
    const over = (): void => {
      const reason: unknown = signal.reason;
      events.send('end', { code: reason instanceof CurfewError ? reason.code : 'ERR_ENDED' });
      events.end();
    };
    if (signal.aborted) return over();

    let ticks = 0;
    const tick = (): void => events.send('tick', { tick: ticks++ });
    const timer = setInterval(tick, EVERY);
    signal.addEventListener('abort', over);
    events.onEnd(() => {
      clearInterval(timer);
      signal.removeEventListener('abort', over);
    });
    return tick();
  };
}
