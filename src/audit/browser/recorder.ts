import { setTimeout as pause } from 'node:timers/promises';
import type { Cdp } from './cdp.ts';
import type { HarEntry } from './har.ts';
import { Hops, type AnswerEvent, type SentEvent } from './hops.ts';

/** What people read and programs understand; never a stream, which has no end. */
const TEXT = /\b(?:json|html|xml|x-www-form-urlencoded|text\/plain)\b/i;
const LONGEST = 1_048_576;
/** How long answers that are under way are waited for at the end, and how often they are looked for, ms. */
const SETTLES = 2_000;
const LOOKS = 20;

interface Paused {
  readonly requestId: string;
  readonly networkId?: string;
  readonly responseStatusCode?: number;
  readonly responseHeaders?: readonly { readonly name: string; readonly value: string }[];
}

interface Answered {
  readonly requestId: string;
  readonly response: AnswerEvent;
  readonly hasExtraInfo?: boolean;
  readonly timestamp: number;
}

interface Attached {
  readonly sessionId: string;
  readonly targetInfo: { readonly targetId: string; readonly type: string };
}

interface Wire {
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Writes down what every tab of a browser asks and is answered, from its first request on. */
export class Recorder {
  /** Resolves when the last tab was closed. */
  readonly closed: Promise<void>;
  readonly #cdp: Cdp;
  readonly #requests = new Map<string, Hops>();
  readonly #targets = new Set<string>();
  /** Those of this recorder: who drives a tab listens to it as well. */
  readonly #sessions = new Set<string>();
  readonly #pages = new Set<string>();
  readonly #reading = new Set<Promise<void>>();

  constructor(cdp: Cdp) {
    this.#cdp = cdp;
    this.closed = new Promise((resolve) => {
      cdp.on<{ sessionId: string }>('Target.detachedFromTarget', ({ sessionId }) => {
        if (this.#pages.delete(sessionId) && this.#pages.size === 0) resolve();
      });
    });
    this.#listen();
  }

  /** Listens to what there is, and opens `url` in the first tab. Answers what went wrong, in the browser's words. */
  async begin(url: string): Promise<string | undefined> {
    await this.#attachAll();
    const [first] = this.#pages;
    if (first === undefined) return 'it has no window';
    return (await this.#cdp.send<{ errorText?: string }>('Page.navigate', { url }, first)).errorText;
  }

  /** Everything so far, once the bodies that are being read have been read. */
  async entries(): Promise<HarEntry[]> {
    await Promise.all(this.#reading);
    // The browser tells of the last answer a moment after the page has it; what is never answered is not waited for.
    for (let waited = 0; waited < SETTLES && this.#isOpen(); waited += LOOKS) await pause(LOOKS);
    const all = [...this.#requests.values()].flatMap((hops) => hops.entries());
    return all.filter(({ request }) => /^https?:/.test(request.url));
  }

  #isOpen(): boolean {
    return [...this.#requests.values()].some(({ isOpen }) => isOpen);
  }

  /** A new tab, or a frame of another site, waits until it is listened to: its first request may be the login. */
  async #attachAll(session?: string): Promise<void> {
    // The browser's own windows are pages too, with addresses of its own.
    const filter = [{ type: 'page' }, { type: 'iframe' }, { exclude: true }];
    const options = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter };
    await this.#cdp.send('Target.setAutoAttach', options, session);
  }

  #listen(): void {
    const cdp = this.#cdp;
    const hear = (method: string, heard: (params: never, session: string) => void): void => {
      cdp.on<never>(method, (params, session = '') => {
        if (this.#sessions.has(session)) heard(params, session);
      });
    };
    cdp.on<Attached>('Target.attachedToTarget', ({ sessionId, targetInfo: { targetId, type } }) => {
      if (this.#targets.has(targetId)) return;
      this.#targets.add(targetId);
      this.#sessions.add(sessionId);
      if (type === 'page') this.#pages.add(sessionId);
      // It fails when it has gone already.
      void this.#attach(sessionId).catch(() => undefined);
    });
    hear('Network.requestWillBeSent', (event: SentEvent) => this.#of(event.requestId).sent(event));
    hear('Network.requestWillBeSentExtraInfo', ({ requestId, headers }: Wire) =>
      this.#of(requestId).sentOnWire(headers),
    );
    hear('Network.responseReceivedExtraInfo', ({ requestId, headers }: Wire) =>
      this.#of(requestId).answeredOnWire(headers),
    );
    hear('Network.responseReceived', ({ requestId, response, hasExtraInfo, timestamp }: Answered) =>
      this.#of(requestId).answered(response, hasExtraInfo === true, timestamp),
    );
    hear('Fetch.requestPaused', (paused: Paused, session) => {
      const reading = this.#read(paused, session).catch(() => undefined);
      this.#reading.add(reading);
      void reading.then(() => this.#reading.delete(reading));
    });
  }

  #of(requestId: string): Hops {
    const known = this.#requests.get(requestId) ?? new Hops();
    this.#requests.set(requestId, known);
    return known;
  }

  async #attach(session: string): Promise<void> {
    // A body is read before the page gets the answer: the page may go elsewhere at once, and the browser forgets it then.
    const patterns = ['Document', 'XHR', 'Fetch'].map((resourceType) => ({
      urlPattern: '*',
      resourceType,
      requestStage: 'Response',
    }));
    await Promise.allSettled([
      this.#cdp.send('Network.enable', { maxPostDataSize: LONGEST }, session),
      this.#cdp.send('Fetch.enable', { patterns }, session),
      this.#attachAll(session),
    ]);
    await this.#cdp.send('Runtime.runIfWaitingForDebugger', {}, session);
  }

  async #read(paused: Paused, session: string): Promise<void> {
    const { requestId, networkId } = paused;
    if (networkId !== undefined && isText(paused)) {
      const { body, base64Encoded } = await this.#cdp.send<{ body: string; base64Encoded: boolean }>(
        'Fetch.getResponseBody',
        { requestId },
        session,
      );
      this.#of(networkId).body = { text: body, base64: base64Encoded };
    }
    await this.#cdp.send('Fetch.continueRequest', { requestId }, session);
  }
}

function isText({ responseStatusCode = 0, responseHeaders = [] }: Paused): boolean {
  const valueOf = (wanted: string): string =>
    responseHeaders.find(({ name }) => name.toLowerCase() === wanted)?.value ?? '';
  const redirects = responseStatusCode >= 300 && responseStatusCode < 400;
  return !redirects && TEXT.test(valueOf('content-type')) && Number(valueOf('content-length')) <= LONGEST;
}
