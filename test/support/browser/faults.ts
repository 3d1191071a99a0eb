import type { IncomingMessage, ServerResponse } from 'node:http';
import { until } from '../until.ts';

/** What a route does instead of answering; a number is a status. */
export type Fault =
  | 'hang'
  | 'drop'
  | number
  /** The request is not handled before that. */
  | { readonly before: () => Promise<unknown> }
  /** The request is handled at once, and answered after that. */
  | { readonly after: Promise<unknown> };

export interface Seen {
  /** As in `POST /auth/logout`, without the query. */
  readonly route: string;
  readonly url: string;
  readonly referer: string | undefined;
  /** Whether the request was given up, or its page went away, before it was answered. */
  aborted: boolean;
  status: number | undefined;
}

/** Stands before an application: takes down every request, and makes routes fail when it is told to. */
export class Faults {
  readonly seen: Seen[] = [];
  readonly #faults = new Map<string, Fault>();

  /** From now on `route` does that; undefined makes it well again. Requests that hang go on hanging. */
  set(route: string, fault: Fault | undefined): void {
    if (fault === undefined) this.#faults.delete(route);
    else this.#faults.set(route, fault);
  }

  /** Lets the requests to `route` in, but none of their answers out, until it is called. */
  holdAnswers(route: string): () => void {
    let open = (): void => undefined;
    this.set(route, { after: new Promise<void>((resolve) => (open = resolve)) });
    return () => {
      this.set(route, undefined);
      open();
    };
  }

  /** The requests to `route` so far. */
  of(route: string): Seen[] {
    return this.seen.filter((one) => one.route === route);
  }

  /** Resolves when `count` requests to `route` have come in. */
  arrived(route: string, count = 1, limit = 30_000): Promise<void> {
    return until(() => this.of(route).length >= count, `${count} × ${route}`, limit);
  }

  /** Resolves when every request to `route` has been answered or given up. */
  settled(route: string): Promise<void> {
    const open = (one: Seen): boolean => one.status === undefined && !one.aborted;
    return until(() => !this.of(route).some(open), `answers of ${route}`);
  }

  /** Calls `next` when the request is to be handled. */
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void {
    const url = request.url ?? '/';
    const route = `${request.method} ${url.split('?', 1)[0]}`;
    const { referer } = request.headers;
    const seen: Seen = { route, url, referer, aborted: false, status: undefined };
    this.seen.push(seen);
    response.once('finish', () => (seen.status = response.statusCode));
    response.once('close', () => (seen.aborted = !response.writableFinished));
    const fault = this.#faults.get(route);
    if (fault === undefined) return next();
    if (fault === 'hang') return;
    if (fault === 'drop') return void request.socket.destroy();
    if (typeof fault === 'number') return void response.writeHead(fault).end();
    if ('before' in fault) return void fault.before().then(next);
    const end = response.end.bind(response);
    response.end = (...last: unknown[]) => {
      void fault.after.then(() => Reflect.apply(end, response, last));
      return response;
    };
    next();
  }
}
