import { holds } from '../judging/canary.ts';
import type { Person } from '../people/person.ts';
import type { Step } from '../plan.ts';
import type { PageAnswer } from './traffic.ts';
import { sendable } from './sign-out.ts';
import type { Visit } from './visit.ts';

/** An answer that a script has fetched, and the browser may have kept. */
export interface Remembered {
  readonly url: string;
  /** Whether the answer held the canary: without it nothing was there that could return. */
  readonly held: boolean;
  /** Fetches it once more without any token, with the cookies that the browser has by now: where the canary came from, if it came. */
  again(here: Visit): Promise<PageAnswer['from'] | undefined>;
}

/** Fetches `me` from a page of its own origin, as scripts do, so that the browser may keep the answer. */
export async function rememberMe(here: Visit, person: Person, me: Step, canary: string): Promise<Remembered> {
  const { url, headers } = person.prepare(me);
  const bare = person.prepare(me, { bare: true });
  const fetched = async (visit: Visit, from: URL, pairs: typeof headers): Promise<boolean> => {
    await visit.tab.open(visit.confinement.page(from.origin, []));
    const request = { url: from.href, headers: sendable(pairs) };
    const text = await visit.tab.evaluate(get, request).catch(() => '');
    return holds({ text }, canary);
  };
  return {
    url: url.href,
    held: await fetched(here, url, headers),
    again: async (visit) => {
      const held = await fetched(visit, bare.url, bare.headers);
      const answer = visit.tab.traffic.answers.findLast((one) => one.url === bare.url.href);
      return held ? (answer?.from ?? 'HTTP cache') : undefined;
    },
  };
}

/** Runs in the page. */
async function get({ url, headers }: { url: string; headers: [string, string][] }): Promise<string> {
  const response = await fetch(url, { headers, credentials: 'include', cache: 'default' });
  return response.text();
}
