import type { Exchange, Message } from '../../outcome.ts';
import { curlOf } from '../curl.ts';
import type { Captioned } from '../shown.ts';
import { cut } from '../visible.ts';
import { howLong } from '../words.ts';
import { markup, trusted, type Markup } from './markup.ts';

/** Characters of a body, and headers, that are shown: nobody reads more on a page. */
const BODY = 4_000;
const HEADERS = 40;
const VALUE = 600;

/** Requests with their answers, side by side. `isBad` marks the last one: it is the one that should not have been so. */
export function exchangePair(exchanges: readonly Captioned[], isBad: boolean, level: 3 | 4): Markup {
  if (exchanges.length === 0) return markup``;
  return markup`<div class="pair">
    ${exchanges.map((one, at) => exchangeBox(one, isBad && at === exchanges.length - 1, level))}
  </div>`;
}

function exchangeBox({ caption, exchange }: Captioned, isBad: boolean, level: 3 | 4): Markup {
  const { request, response, error, at } = exchange;
  const title = markup`${cut(caption, 160)} <span class="when">at ${howLong(at)}</span>`;
  return markup`<article class="exchange" data-bad="${isBad ? 'true' : 'false'}">
    ${level === 3 ? markup`<h3 class="caption">${title}</h3>` : markup`<h4 class="caption">${title}</h4>`}
    <div class="message">
      <p class="line"><b>${cut(request.method, 40)}</b> <code>${cut(request.url, VALUE)}</code></p>
      ${messageOf(request, `Request: ${cut(caption, 160)}`)}
    </div>
    <div class="message">
      ${
        response
          ? markup`<p class="line"><b class="status">${response.status}</b> ${statusWord(response.status)}</p>
              ${messageOf(response, `Answer: ${cut(caption, 160)}`)}`
          : markup`<p class="line"><b class="status">No answer</b> ${cut(error ?? '', VALUE)}</p>`
      }
    </div>
  </article>`;
}

function messageOf({ headers, body }: Message, label: string): Markup {
  const shown = headers.slice(0, HEADERS);
  const more = headers.length - shown.length;
  const hasBody = body !== undefined && body !== '';
  if (shown.length === 0 && !hasBody) return markup``;
  const lines = shown.map(
    ([name, value]) => markup`<span class="header">${cut(name, 120)}: </span>${cut(value, VALUE)}\n`,
  );
  if (more > 0) lines.push(markup`… and ${more} more headers\n`);
  if (hasBody) lines.push(markup`${shown.length > 0 && '\n'}${bodyOf(body)}`);
  const plain = [...shown.map((header) => header.join(': ')), '', bodyOf(body ?? '')].join('\n');
  return scroller(markup`${lines}`, plain, label);
}

/**
 * Text as it is, in a box that scrolls when it is long. Only then it can be focused, for who scrolls with keys; `plain` is the
 * same without markup, and is measured by the lines that a phone would make of it.
 */
function scroller(text: Markup, plain: string, label: string, isCopied: boolean = false): Markup {
  const lines = plain.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 34)), 0);
  const long = lines > 12 && markup` tabindex="0"`;
  return markup`<pre role="group" aria-label="${label}"${isCopied && trusted(' data-copy')}${long}>${text}</pre>`;
}

function bodyOf(body: string): string {
  const lines = body.split('\n');
  const short = lines.length > 120 ? `${lines.slice(0, 120).join('\n')}\n…` : body;
  return short.length > BODY ? `${cut(short, BODY)}\n(${body.length} characters in all)` : short;
}

/** The command that repeats `exchange`, to be copied. */
export function curlBox(exchange: Exchange): Markup {
  const { command, variables } = curlOf(exchange);
  return markup`<div class="curl">
    <div class="curl-head"><h4>To see it yourself</h4></div>
    ${variables.length > 0 && markup`<p class="about">Log in, set ${variables.map(({ name, kind }, at) => markup`${at > 0 && ', '}<code>${name}</code> to the ${nameOf(kind)}`)} that you got, log out, then:</p>`}
    ${scroller(markup`${cut(command, 6_000)}`, command, 'Command', true)}
  </div>`;
}

/** The kind of a secret in words. */
function nameOf(kind: string): string {
  return kind === 'access' || kind === 'refresh' ? `${kind} token` : kind;
}

function statusWord(status: number): string {
  if (status >= 500) return 'failed';
  if (status >= 400) return status === 401 || status === 403 ? 'refused' : 'not accepted';
  if (status >= 300) return 'redirected';
  return status >= 200 ? 'accepted' : '';
}
