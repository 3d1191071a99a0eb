import type { Capture, Step } from '../plan.ts';
import type { Reply } from '../network/wire.ts';
import { isHtml, redirectOf } from './answer.ts';
import { inputsOf } from './html.ts';
import { plainStep } from './recorded.ts';
import { sourcesOf } from './sources-of.ts';
import type { Visitor } from './visitor.ts';
import type { Want } from './wants.ts';

/** One way to get all that a request has to repeat: the requests in front of it, and what each is searched for. */
export interface Way {
  readonly before: readonly Step[];
  readonly wants: readonly Want[];
}

interface Option {
  readonly place: string;
  readonly capture: Capture;
}

const MOST_PAGES = 6;
const MOST_WAYS = 4;

/**
 * The ways to what a request repeats, the likeliest first. `visitor` reads the pages (each time as it is now), then asks the
 * endpoints, if any name that is surely a CSRF token's has not been found by then. Empty when there is none.
 */
export async function waysTo(
  wants: readonly Want[],
  visitor: Visitor,
  pages: readonly string[],
  endpoints: readonly string[],
): Promise<Way[]> {
  if (wants.length === 0) return [];
  const options = new Map<Want, Option[]>(wants.map((want) => [want, []]));
  const look = async (place: string): Promise<Reply> => {
    const reply = await visitor.copy().send(plainStep('GET', place));
    // A login begins with what answers well: the rest may be gone tomorrow.
    if (reply.status >= 400) return reply;
    for (const [want, known] of options)
      known.push(...sourcesOf(reply, want).map((capture) => ({ place, capture })));
    return reply;
  };
  const missing = (): boolean => wants.some((want) => want.sure && options.get(want)?.length === 0);
  const queue = [...pages];
  for (let read = 0; read < MOST_PAGES && queue.length > 0;) {
    const place = queue.shift() ?? '';
    const reply = await look(place);
    if (reply.status > 0 && reply.status !== 404) read += 1;
    const to = redirectOf(reply);
    const next = to === undefined ? undefined : URL.parse(to, reply.request.url)?.href;
    if (next !== undefined && sameOrigin(next, place) && !queue.includes(next)) queue.unshift(next);
    // A page with a form for a password is the one.
    if (!missing() && isHtml(reply) && inputsOf(reply.text).length > 0) break;
  }
  for (const place of endpoints) if (missing()) await look(place);
  return combined(wants, options);
}

function combined(wants: readonly Want[], options: ReadonlyMap<Want, readonly Option[]>): Way[] {
  const found = wants.filter((want) => (options.get(want)?.length ?? 0) > 0);
  if (found.length === 0) return [];
  const most = Math.min(MOST_WAYS, Math.max(...found.map((want) => options.get(want)?.length ?? 0)));
  return [...Array(most).keys()].map((at) => {
    const places = new Map<string, Capture[]>();
    for (const want of found) {
      const own = options.get(want) ?? [];
      const option = own[Math.min(at, own.length - 1)];
      if (option) places.set(option.place, [...(places.get(option.place) ?? []), option.capture]);
    }
    const before = [...places].map(([place, capture]) => ({ ...plainStep('GET', place), capture }));
    return { before, wants: found };
  });
}

function sameOrigin(one: string, other: string): boolean {
  return URL.parse(one)?.origin === URL.parse(other)?.origin;
}
