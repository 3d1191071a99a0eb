import type { Pairs } from '../network/content.ts';
import type { Cdp } from './cdp.ts';

/** An answer that a page got. */
export interface PageAnswer {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly headers: Pairs;
  readonly from: 'server' | 'HTTP cache' | 'service worker';
}

interface Told {
  readonly requestId: string;
}

interface Sent extends Told {
  readonly loaderId: string;
  readonly request: { readonly method: string; readonly url: string };
  readonly type?: string;
  readonly redirectResponse?: Received;
}

interface Received {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly fromDiskCache?: boolean;
  readonly fromServiceWorker?: boolean;
}

/** What one tab asks for, and where the answers come from. */
export class Traffic {
  /** In order of arrival. */
  readonly answers: PageAnswer[] = [];
  readonly #methods = new Map<string, string>();
  /** Requests without an end, with the page that they are of. */
  readonly #open = new Map<string, string>();
  readonly #cached = new Set<string>();
  #lastChange = performance.now();

  constructor(cdp: Cdp, session: string) {
    const hear = (method: string, heard: (params: never) => void): void => {
      cdp.on<never>(method, (params, from) => {
        if (from !== session) return;
        this.#lastChange = performance.now();
        heard(params);
      });
    };
    hear('Network.requestWillBeSent', (sent: Sent) => this.#sent(sent));
    hear('Network.requestServedFromCache', ({ requestId }: Told) => this.#cached.add(requestId));
    hear('Network.responseReceived', ({ requestId, response }: Told & { response: Received }) =>
      this.#received(requestId, response),
    );
    for (const end of ['Network.loadingFinished', 'Network.loadingFailed'])
      hear(end, ({ requestId }: Told) => this.#open.delete(requestId));
    hear('Page.frameNavigated', ({ frame }: { frame: { loaderId: string; parentId?: string } }) => {
      if (frame.parentId === undefined) this.#leave(frame.loaderId);
    });
  }

  /** How long nothing has happened, ms; 0 while an answer is awaited. */
  quietFor(): number {
    return this.#open.size > 0 ? 0 : performance.now() - this.#lastChange;
  }

  #sent({ requestId, loaderId, request, type, redirectResponse }: Sent): void {
    if (redirectResponse) this.#received(requestId, redirectResponse);
    this.#methods.set(requestId, request.method);
    // A stream has no end to wait for.
    if (type !== 'EventSource' && type !== 'Ping') this.#open.set(requestId, loaderId);
  }

  /** A page that was left says nothing more of what it asked for. */
  #leave(loader: string): void {
    for (const [id, of] of this.#open) if (of !== loader) this.#open.delete(id);
  }

  #received(id: string, { url, status, headers, fromDiskCache, fromServiceWorker }: Received): void {
    const cached = fromDiskCache === true || this.#cached.delete(id);
    this.answers.push({
      method: this.#methods.get(id) ?? 'GET',
      url,
      status,
      headers: Object.entries(headers),
      from: cached ? 'HTTP cache' : fromServiceWorker === true ? 'service worker' : 'server',
    });
  }
}
