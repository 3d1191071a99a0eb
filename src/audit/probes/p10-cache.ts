import { lookAgain, type Return, type Returns } from '../browser/returns.ts';
import { visit } from '../browser/visit.ts';
import type { Context } from '../context.ts';
import { keepingOf } from '../cookies/freshness.ts';
import { Inconclusive } from '../inconclusive.ts';
import { urlOf } from '../people/outgoing.ts';
import type { Finding, Probe, Shown } from '../probe.ts';
import { byHeaders, isPage, keptBefore, storedNote } from './p10-kept.ts';

/**
 * Whether the browser shows the person again after the logout: by the back button, by opening the page again, or by fetching `me`. It fails
 * when that is seen in Chromium and the server is not what shows it. Without a Chromium the headers are all there is, and they prove
 * nothing but that there is nothing to show: the rest is inconclusive.
 */
export const cache: Probe = {
  id: 'P10',
  name: 'Browser cache and back button',
  references: ['CWE-525', 'ASVS 14.3.2'],
  notRun: ({ me, page }) =>
    page === undefined && me.method !== 'GET'
      ? {
          reason: `A browser keeps no answer to ${me.method}, and the plan names no page.`,
          configure: 'page: the URL of a page that shows the person to whoever has the cookies',
        }
      : undefined,
  async run(context): Promise<Finding> {
    const page = context.plan.page ?? (isPage(context) ? context.plan.me.url : undefined);
    const kept = await keptBefore(context, page);
    const urls = kept.map(({ reply }) => reply.request.url);
    const logoutUrl = urlOf(context.plan, context.plan.logout.url);
    const visited = await visit(context, [...urls, logoutUrl], async (here) =>
      lookAgain(context, here, page),
    );
    const notes = kept.filter(({ reply }) => keepingOf(reply.headers).stored).map(storedNote);
    const shown = kept.map(({ what, reply }) => ({ caption: `Before logout: ${what}`, reply }));
    if ('missing' in visited) return { ...byHeaders(kept, visited.missing), notes, shown };
    return bySight(context, visited.seen, notes, shown);
  },
};

function bySight(
  context: Context,
  seen: Returns,
  notes: readonly string[],
  shown: readonly Shown[],
): Finding {
  const { version, status, returned, refused, pageShown, meFetched } = seen;
  if (status === undefined || status >= 400)
    throw new Inconclusive(
      `From a page in ${version} the logout ${status === undefined ? 'got no answer' : `was answered ${status}`}`,
    );
  const all = [
    ...notes,
    ...seen.briefly.map(
      (how) => `For a moment, ${how} showed the person again before the page went: hide it on "pagehide".`,
    ),
    ...(refused.length > 0
      ? [`The page was kept from ${refused.join(', ')}, which the audit may not ask.`]
      : []),
  ];
  const first = returned.find(({ from }) => from !== 'server');
  if (first)
    return {
      verdict: 'fail',
      evidence: `After logout ${sentence(first, version)}.`,
      fix: FIX,
      notes: all,
      shown,
    };
  if (returned.length > 0)
    return {
      verdict: 'inconclusive',
      evidence: `After logout the server itself still answered ${version} with what is personal, so nothing is known of caches.`,
      notes: all,
      shown,
    };
  if (seen.pageForAll)
    return {
      verdict: 'inconclusive',
      evidence: `The page ${context.plan.page ?? context.plan.me.url} shows the canary to strangers too, in ${version}. Name another "page", or a canary that only the person is shown.`,
      notes: all,
      shown,
    };
  if (pageShown === false || (pageShown === undefined && meFetched !== true)) {
    const what =
      pageShown === false
        ? `The page ${context.plan.page ?? context.plan.me.url}`
        : `The answer to GET ${context.plan.me.url}`;
    return {
      verdict: 'inconclusive',
      evidence: `${what} did not show the canary in ${version} to somebody who holds the cookies of a login. Name another "page", or none.`,
      notes: all,
      shown,
    };
  }
  const looked = [
    ...(pageShown === true ? ['the back button', 'opening the page again'] : []),
    ...(meFetched === true ? ['fetching "me" again'] : []),
  ];
  return {
    verdict: 'pass',
    evidence: `After logout nothing personal came back in ${version}: not by ${looked.join(', nor by ')}.`,
    notes: all,
    shown,
  };
}

function sentence({ how, what, from }: Return, version: string): string {
  const path = URL.parse(what)?.pathname ?? what;
  return `${how} showed the personal ${how === 'fetching it again' ? 'answer' : 'page'} ${path} again in ${version}, from the ${from}`;
}

const FIX =
  'Answer what is personal with "Cache-Control: no-store", and change an HttpOnly cookie in the answer to the logout: Chromium then drops the page from its back/forward cache. Let the page hide itself on "pagehide", and check the session on "pageshow".';
