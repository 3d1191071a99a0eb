import type { Response } from 'express';

/** Server-sent events to one reader. */
export interface EventStream {
  send(event: string, data: unknown): void;
  /** Ends it from our side. */
  end(): void;
  /** Calls `listener` once, when it is over, whoever ended it. */
  onEnd(listener: () => void): void;
}

/** Begins one. `closing` aborts when this server stops; then it ends. */
export function eventStream(response: Response, closing: AbortSignal): EventStream {
  const end = (): void => void response.end();
  response.on('close', () => closing.removeEventListener('abort', end));
  response.set({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  closing.addEventListener('abort', end);
  if (closing.aborted) end();
  return {
    send(event, data) {
      if (!response.writableEnded) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    end,
    onEnd: (listener) => void response.once('close', listener),
  };
}
