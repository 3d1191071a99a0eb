import { SetupError } from '../setup-error.ts';
import { cookiesOf } from './curl.ts';
import type { Answer } from './answer.ts';
import { listOf, member, partOf, textOf } from './openapi-document.ts';
import type { Recorded } from './recorded.ts';

const LONGEST = 500_000_000;
const MOST = 20_000;

/**
 * The requests of a HAR file in the order in which they were sent, as Chrome, Firefox and Safari write it. Cookies, `Authorization` and bodies
 * may have been left out of it. Throws `SetupError` for what is no HAR file.
 */
export function requestsOfHar(text: string, name: string): Recorded[] {
  if (text.length > LONGEST) throw new SetupError(`${name} is longer than 500 MB`);
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new SetupError(`${name} is no HAR file: it is no JSON. Was it saved whole?`);
  }
  const entries = member(member(document, 'log'), 'entries');
  if (!Array.isArray(entries)) throw new SetupError(`${name} is no HAR file: it has no log.entries`);
  if (entries.length > MOST)
    throw new SetupError(`${name} has more than ${MOST} requests; record the login and the logout alone`);
  return entries
    .map((entry: unknown, at) => ({
      entry,
      at,
      began: Date.parse(textOf(member(entry, 'startedDateTime'))) || 0,
    }))
    .toSorted((a, b) => a.began - b.began || a.at - b.at)
    .flatMap(({ entry }) => recordedOf(entry) ?? []);
}

function recordedOf(entry: unknown): Recorded | undefined {
  const request = member(entry, 'request');
  const url = URL.parse(textOf(member(request, 'url')));
  const method = textOf(member(request, 'method')).toUpperCase();
  if (!url || !/^https?:$/.test(url.protocol) || !/^[A-Z]{1,20}$/.test(method)) return undefined;
  const headers = pairsOf(member(request, 'headers')).filter(([header]) => !header.startsWith(':'));
  const isCookie = ([header]: readonly [string, string]): boolean => header.toLowerCase() === 'cookie';
  const type = headers.find(([header]) => /^content-type$/i.test(header))?.[1];
  const { body, mime } = bodyOf(member(request, 'postData'));
  [url.username, url.password, url.hash] = ['', '', ''];
  const typed =
    body !== undefined && type === undefined && mime !== '' ? [['Content-Type', mime] as const] : [];
  const cookies = [
    ...headers.filter(isCookie).flatMap(([, value]) => cookiesOf(value)),
    ...pairsOf(member(request, 'cookies')),
  ];
  return {
    step: {
      method,
      url: url.href,
      headers: [...headers.filter((header) => !isCookie(header)), ...typed],
      ...(body !== undefined && { body }),
    },
    cookies,
    answer: answerOf(member(entry, 'response')),
  };
}

/** The text as it was sent; where it was left out, what its fields were. */
function bodyOf(data: unknown): { readonly body: string | undefined; readonly mime: string } {
  const mime = textOf(member(data, 'mimeType'));
  const text = member(data, 'text');
  if (typeof text === 'string' && text !== '') return { body: text, mime };
  const params = listOf(member(data, 'params'));
  if (params.length === 0) return { body: undefined, mime };
  const pairs = pairsOf(params).map(([name, value]) => `${formEncoded(name)}=${formEncoded(value)}`);
  return { body: pairs.join('&'), mime };
}

/** Firefox keeps the fields as they were sent, Chrome too: what is encoded already stays. */
function formEncoded(text: string): string {
  return /%[\da-f]{2}/i.test(text) || /^[\w.*+~-]*$/.test(text) ? text : encodeURIComponent(text);
}

function answerOf(response: unknown): Answer | undefined {
  const status = member(response, 'status');
  // A browser writes 0 for what was blocked, or was not answered.
  if (typeof status !== 'number' || status < 100) return undefined;
  const content = member(response, 'content');
  const text = textOf(member(content, 'text'));
  const mime = textOf(member(content, 'mimeType'));
  const headers = pairsOf(member(response, 'headers'));
  const typed = headers.some(([name]) => /^content-type$/i.test(name)) || mime === '';
  return {
    status,
    // Firefox puts several cookies into one header, a line each.
    headers: [
      ...headers.flatMap(([name, value]) => value.split('\n').map((one): [string, string] => [name, one])),
      ...(typed ? [] : [['Content-Type', mime] as const]),
    ],
    text: member(content, 'encoding') === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text,
  };
}

function pairsOf(value: unknown): [name: string, value: string][] {
  return listOf(value).flatMap((one): [string, string][] => {
    const name = textOf(member(partOf(one), 'name'));
    return name === '' ? [] : [[name, textOf(member(one, 'value'))]];
  });
}
