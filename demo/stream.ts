import { CurfewError } from 'curfew';
import type { RequestHandler } from 'express';

/** How often a stream shows that it is alive, ms. */
const EVERY = 1_000;

/**
 * Server-sent events for as long as the token lives. `auth.signal` is all it takes: it aborts the moment the
 * session is ended, on whichever server. `closing` aborts when this server stops, which ends nobody's session.
 */
export function stream(closing: AbortSignal): RequestHandler {
  return (request, response) => {
    const { signal } = request.auth;
    let ticks = 0;
    const send = (event: string, data: object): void => {
      response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const timer = setInterval(() => send('tick', { tick: (ticks += 1) }), EVERY);
    const end = (): void => {
      const reason: unknown = signal.reason;
      if (signal.aborted) send('end', { code: reason instanceof CurfewError ? reason.code : 'ERR_ENDED' });
      response.end();
      clean();
    };
    const clean = (): void => {
      clearInterval(timer);
      signal.removeEventListener('abort', end);
      closing.removeEventListener('abort', end);
    };

    response.on('close', clean);
    response.set({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    if (signal.aborted || closing.aborted) return end();
    signal.addEventListener('abort', end);
    closing.addEventListener('abort', end);
    send('tick', { tick: ticks });
  };
}
