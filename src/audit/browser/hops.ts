import { harHeaders, type HarEntry } from './har.ts';

type Headers = Readonly<Record<string, string>>;

/** As the browser tells of a request, an answer, and what it adds of both from the wire: cookies, above all. */
export interface SentEvent {
  readonly requestId: string;
  readonly wallTime: number;
  readonly timestamp: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Headers;
    readonly postData?: string;
  };
  readonly redirectResponse?: AnswerEvent;
  readonly redirectHasExtraInfo?: boolean;
}

export interface AnswerEvent {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly mimeType: string;
  readonly protocol?: string;
}

export interface BodyText {
  readonly text: string;
  readonly base64: boolean;
}

interface Hop {
  readonly sent: SentEvent;
  answer?: AnswerEvent;
  fromWire?: boolean;
  ended?: number;
}

/** One request with all its redirects. What was on the wire is told apart from the rest, before or after, in the same order. */
export class Hops {
  readonly #hops: Hop[] = [];
  readonly #sentOnWire: Headers[] = [];
  readonly #answeredOnWire: Headers[] = [];
  /** Of the last answer: a redirect has none that counts. */
  body: BodyText | undefined;

  sent(event: SentEvent): void {
    if (event.redirectResponse)
      this.answered(event.redirectResponse, event.redirectHasExtraInfo === true, event.timestamp);
    this.#hops.push({ sent: event });
  }

  /** `fromWire`: more is told of it. `at` is an instant of the browser's clock, s. */
  answered(answer: AnswerEvent, fromWire: boolean, at: number): void {
    const hop = this.#hops.at(-1);
    if (hop) Object.assign(hop, { answer, fromWire, ended: at });
  }

  /** Whether the last of them has yet to be answered. */
  get isOpen(): boolean {
    return this.#hops.at(-1)?.answer === undefined;
  }

  sentOnWire(headers: Headers): void {
    this.#sentOnWire.push(headers);
  }

  answeredOnWire(headers: Headers): void {
    this.#answeredOnWire.push(headers);
  }

  entries(): HarEntry[] {
    const sent = [...this.#sentOnWire];
    const answered = [...this.#answeredOnWire];
    return this.#hops.map((hop, at) => {
      // One without an answer may have been on the wire all the same.
      const wire = hop.fromWire !== false;
      const last = at === this.#hops.length - 1;
      return entryOf(
        hop,
        wire ? sent.shift() : undefined,
        wire ? answered.shift() : undefined,
        last ? this.body : undefined,
      );
    });
  }
}

function entryOf(
  { sent, answer, ended }: Hop,
  sentOnWire: Headers | undefined,
  answeredOnWire: Headers | undefined,
  body: BodyText | undefined,
): HarEntry {
  const { method, url, headers, postData } = sent.request;
  const asked = harHeaders(sentOnWire ?? headers);
  const came = harHeaders(answeredOnWire ?? answer?.headers ?? {});
  const valueOf = (list: typeof asked, name: string): string =>
    list.find((one) => one.name.toLowerCase() === name)?.value ?? '';
  const httpVersion = answer?.protocol ?? '';
  return {
    startedDateTime: new Date(sent.wallTime * 1_000).toISOString(),
    time: ended === undefined ? -1 : Math.max(0, (ended - sent.timestamp) * 1_000),
    request: {
      method,
      url,
      httpVersion,
      headers: asked,
      ...(postData !== undefined && {
        postData: { mimeType: valueOf(asked, 'content-type'), text: postData },
      }),
    },
    response: {
      status: answer?.status ?? 0,
      statusText: answer?.statusText ?? '',
      httpVersion,
      headers: came,
      redirectURL: valueOf(came, 'location'),
      content: {
        size: body?.text.length ?? 0,
        mimeType: answer?.mimeType ?? '',
        ...(body && { text: body.text }),
        ...(body?.base64 === true && { encoding: 'base64' as const }),
      },
    },
  };
}
