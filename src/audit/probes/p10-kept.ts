import type { Context } from '../context.ts';
import { header } from '../network/content.ts';
import { keepingOf } from '../cookies/freshness.ts';
import { Inconclusive } from '../inconclusive.ts';
import type { Finding } from '../probe.ts';
import { howLong } from '../report/words.ts';
import type { Reply } from '../network/wire.ts';

/** What the browser might keep, as it was answered before the logout. */
export interface Kept {
  readonly what: string;
  readonly reply: Reply;
  readonly page: boolean;
}

/** Whether `me` is a page that shows the person to whoever has the cookies. */
export function isPage({ plan: { me }, judge }: Context): boolean {
  const [{ headers, request }] = judge.controls.authenticated;
  const token = request.headers.some(([name]) => /^authorization$/i.test(name));
  return me.method === 'GET' && !token && /html/i.test(header(headers, 'content-type') ?? '');
}

/** Asks for `me` and for the page as somebody who is signed in. */
export async function keptBefore(context: Context, page: string | undefined): Promise<Kept[]> {
  const { me } = context.plan;
  const person = (await context.person()).stolen();
  const asked: Kept[] = [];
  if (me.method === 'GET')
    asked.push({ what: `GET ${me.url}`, reply: await person.me(), page: isPage(context) });
  if (page !== undefined && page !== me.url) {
    const reply = await person.send({
      method: 'GET',
      url: page,
      headers: [['Accept', 'text/html,*/*;q=0.8']],
    });
    asked.push({ what: `GET ${page}`, reply, page: true });
  }
  const failed = asked.find(({ reply }) => reply.error !== undefined);
  if (failed) throw new Inconclusive(`${failed.what} got no answer: ${failed.reply.error}`);
  return asked;
}

/** What the headers allow. */
export function storedNote({ what, reply }: Kept): string {
  const { freshFor } = keepingOf(reply.headers);
  const fresh = freshFor > 0 ? `, and show it again for ${howLong(freshFor)} without asking` : '';
  return `The answer to ${what} has no "Cache-Control: no-store": a browser may keep it${fresh}.`;
}

/** What they prove alone: that there is nothing to show again, or nothing. */
export function byHeaders(kept: readonly Kept[], missing: string): Finding {
  const fresh = kept.find(({ reply }) => keepingOf(reply.headers).freshFor > 0);
  const page = kept.find((one) => one.page && keepingOf(one.reply.headers).stored);
  const what = (fresh ?? page)?.what;
  if (what === undefined) {
    const [first] = kept.map((one) => one.what);
    return {
      verdict: 'pass',
      evidence: `By its headers, a browser shows the answer to ${first} to nobody without asking again (${missing}).`,
    };
  }
  const how = fresh
    ? 'would be shown again from the cache of a browser'
    : 'may be shown again by the back button';
  return {
    verdict: 'inconclusive',
    evidence: `By its headers, the answer to ${what} ${how} after the logout; ${missing}, to see whether it is.`,
  };
}
