import { capturedIn } from '../people/captured.ts';
import { cookieHeader, Jar } from '../cookies/jar.ts';
import type { Capture, Step } from '../plan.ts';
import { fill, fillBody, fillUrl } from '../people/template.ts';
import type { Sender } from '../network/sender.ts';
import { SetupError } from '../setup-error.ts';
import type { Outgoing, Reply } from '../network/wire.ts';
import { headerOf } from './fields.ts';

/** The application, as the set-up sees it while it tries things. */
export interface Site {
  /** Where relative URLs start. */
  readonly base: string;
  readonly sender: Sender;
  readonly variables: Readonly<Record<string, string>>;
  /** What is being tried, for whoever waits. */
  readonly tell: (what: string) => void;
}

/** Somebody with cookies of their own, who remembers what answers held. */
export class Visitor {
  readonly jar: Jar;
  readonly values: Map<string, string>;
  readonly #site: Site;

  constructor(site: Site, jar: Jar = new Jar(), values: ReadonlyMap<string, string> = new Map()) {
    this.#site = site;
    this.jar = jar;
    this.values = new Map(values);
  }

  /** Somebody else, with the same cookies and values from here on. */
  copy(): Visitor {
    return new Visitor(this.#site, this.jar.copy(), this.values);
  }

  /**
   * Sends a step and keeps the cookies, and what `step.capture` and `captures` find. Redirects are not followed. Status 0 when no
   * answer came. Throws `SetupError` for a host that is not allowed, and when the application limits requests.
   */
  async send(step: Step, captures: readonly Capture[] = []): Promise<Reply> {
    const outgoing = this.#outgoing(step);
    const reply = await this.#site.sender.send(outgoing);
    if (reply.status === 429) throw limited(outgoing);
    this.jar.store(reply.headers, outgoing.url);
    this.take(reply, [...captures, ...(step.capture ?? [])]);
    return reply;
  }

  /** Keeps what an answer holds. */
  take(reply: Reply, captures: readonly Capture[]): void {
    for (const [name, value] of capturedIn(reply, captures)) this.values.set(name, value);
  }

  #outgoing(step: Step): Outgoing {
    const { base, variables } = this.#site;
    const value = (name: string): string | undefined =>
      this.values.get(name) ?? (Object.hasOwn(variables, name) ? variables[name] : undefined);
    const url = absolute(fillUrl(step.url, value), base);
    const cookies = cookieHeader(this.jar.for(url).map((one) => [one.name, one.value]));
    const headers = step.headers.map(([name, text]): [string, string] => [name, fill(text, value)]);
    const type = headerOf(step, 'content-type') ?? '';
    return {
      method: step.method,
      url,
      headers: cookies === undefined ? headers : [...headers, ['Cookie', cookies]],
      body: step.body === undefined ? undefined : fillBody(step.body, type, value),
    };
  }
}

/** A URL of a plan: absolute, or behind the base. Throws `SetupError` for what is neither. */
export function absolute(url: string, base: string): URL {
  if (/^https?:\/\//i.test(url)) {
    const whole = URL.parse(url);
    if (whole) return whole;
  } else {
    const whole = URL.parse(`${base.replace(/\/$/, '')}/${url.replace(/^\//, '')}`);
    if (whole) return whole;
  }
  throw new SetupError('a URL of the set-up is no URL; write it as /path or as https://host/path');
}

function limited({ method, url }: Outgoing): SetupError {
  return new SetupError(
    `${method} ${url.pathname} answered 429: the application limits how often it may be asked. Raise that limit for the test, wait, or name what is to be found with --me, --logout and --refresh`,
  );
}
