import { CapReached, type Admitted } from '../network/gate.ts';
import type { Cdp } from './cdp.ts';

/** A page that the audit answers itself: no server has it, and none is asked. */
const OWN_PAGE = '/.curfew-audit/';

interface Paused {
  readonly requestId: string;
  readonly request: { readonly url: string };
}

/**
 * Lets nothing out of a browser that the gate does not admit: every request of every tab, frame and worker is stopped, counted and
 * checked before it leaves. What is refused fails as if a blocker had done it.
 */
export class Confinement {
  /** Hosts that a page wanted and was kept from. */
  readonly refused: Set<string> = new Set();
  /** Hosts that a page wanted and that the gate admits, for which the browser has no address. */
  readonly unknown: Set<string> = new Set();
  /** Why nothing is let out any more. */
  over: CapReached | undefined;
  readonly #cdp: Cdp;
  readonly #admit: (url: URL) => Promise<Admitted>;
  readonly #known: ReadonlySet<string>;
  /** What the pages of our own set, by their URLs. */
  readonly #pages = new Map<string, readonly string[]>();

  constructor(cdp: Cdp, admit: (url: URL) => Promise<Admitted>, known: Iterable<string>) {
    this.#cdp = cdp;
    this.#admit = admit;
    this.#known = new Set([...known, 'localhost', '127.0.0.1', '[::1]']);
  }

  /** From here on every request is stopped. */
  async begin(): Promise<void> {
    this.#cdp.on<Paused>('Fetch.requestPaused', (paused, session) => {
      // It fails when the request, or the tab, is no longer there.
      void this.#decide(paused, session).catch(() => undefined);
    });
    await this.#cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  }

  /** An empty page of `origin` that sets these cookies, each as a `Set-Cookie` header says it. */
  page(origin: string, cookies: readonly string[]): string {
    const url = `${origin}${OWN_PAGE}${this.#pages.size}`;
    this.#pages.set(url, cookies);
    return url;
  }

  async #decide({ requestId, request }: Paused, session: string | undefined): Promise<void> {
    const cookies = this.#pages.get(request.url);
    if (cookies) {
      await this.#cdp.send('Fetch.fulfillRequest', { requestId, ...ownPage(cookies) }, session);
    } else if (await this.#admits(request.url)) {
      await this.#cdp.send('Fetch.continueRequest', { requestId }, session);
    } else {
      await this.#cdp.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }, session);
    }
  }

  async #admits(text: string): Promise<boolean> {
    const url = URL.parse(text);
    // Browsers ask for it by themselves, and it shows nothing.
    if (!url || url.pathname === '/favicon.ico' || this.over) return false;
    try {
      await this.#admit(url);
    } catch (error) {
      if (error instanceof CapReached) this.over = error;
      else this.refused.add(url.host);
      return false;
    }
    if (!this.#known.has(url.hostname)) this.unknown.add(url.href);
    return true;
  }
}

function ownPage(cookies: readonly string[]): object {
  return {
    responseCode: 200,
    responseHeaders: [
      { name: 'Content-Type', value: 'text/html; charset=utf-8' },
      { name: 'Cache-Control', value: 'no-store' },
      ...cookies.map((value) => ({ name: 'Set-Cookie', value })),
    ],
    body: Buffer.from('<!doctype html><title>Curfew audit</title>').toString('base64'),
  };
}
