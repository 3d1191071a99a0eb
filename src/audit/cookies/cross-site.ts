import type { Cookie } from './cookie.ts';
import { header, type Pairs } from '../network/content.ts';
import type { Step } from '../plan.ts';
import { namesIn } from '../people/template.ts';

/** Another site: `.example` belongs to nobody. */
const SITE = 'https://other-site.example';

/** What a page of another site can make a browser send. */
export interface CrossSiteRequest {
  /** "a link on another site (GET)" */
  readonly by: string;
  readonly step: Step;
  /** Whether browsers send a cookie along. */
  readonly attaches: (cookie: Cookie) => boolean;
  /** Whether another site can send it at all only after it was asked for by a preflight and granted. */
  readonly preflight: boolean;
}

/**
 * `Lax` goes along where the person is taken to a page; `None` always, if it is `Secure`. A cookie without `SameSite` is `Lax` to Chromium, which lets a
 * POST of its first two minutes pass, and `None` to Firefox and Safari. Bearer tokens never go along: no browser keeps them.
 */
const fetched = ({ sameSite, secure }: Cookie): boolean => sameSite === 'none' && secure;
const posted = (cookie: Cookie): boolean => cookie.sameSite === undefined || fetched(cookie);
const taken = (cookie: Cookie): boolean => cookie.sameSite === 'lax' || posted(cookie);

/** Every way in which another site can ask for a logout. What it does not know, a token or a CSRF value, is left out by `bare`. */
export function crossSiteRequests(logout: Step): CrossSiteRequest[] {
  const form = logout.headers.some(([, value]) => /x-www-form-urlencoded/i.test(value));
  const body = logout.body ?? '';
  const type = logout.headers.find(([name]) => /^content-type$/i.test(name))?.[1];
  const simple = /^(GET|HEAD|POST)$/i.test(logout.method);
  const own = logout.headers.filter(([name]) => !/^(accept|user-agent|referer|origin|sec-.*)$/i.test(name));
  // A header that a page on another site cannot set without a preflight: it may be just what keeps it out.
  const special =
    !simple ||
    own.some(
      ([name, value]) => !/^(content-type|authorization|cookie)$/i.test(name) && namesIn(value).length === 0,
    ) ||
    (type !== undefined && !form && !/^text\/plain/i.test(type));
  return [
    navigation('a link on another site (GET)', 'GET', logout.url),
    {
      by: 'a script on another site (HEAD)',
      step: { method: 'HEAD', url: logout.url, headers: headersOf('no-cors', 'empty', false) },
      attaches: fetched,
      preflight: false,
    },
    navigation(
      'a form on another site (POST)',
      'POST',
      logout.url,
      'application/x-www-form-urlencoded',
      form ? body : '',
    ),
    navigation('a form on another site (POST, text/plain)', 'POST', logout.url, 'text/plain', body),
    ...(special
      ? [
          {
            by: `a script on another site (${logout.method})`,
            step: { ...logout, headers: [...own, ...headersOf('cors', 'empty', true)] },
            attaches: fetched,
            preflight: true,
          },
        ]
      : []),
  ];
}

function navigation(by: string, method: string, url: string, type?: string, body?: string): CrossSiteRequest {
  const headers: Pairs = [
    ...headersOf('navigate', 'document', method !== 'GET'),
    ['Accept', 'text/html,application/xhtml+xml,*/*;q=0.8'],
    ...(type === undefined ? [] : [['Content-Type', type] as const]),
  ];
  const attaches = method === 'GET' ? taken : posted;
  return { by, step: { method, url, headers, body }, attaches, preflight: false };
}

/** Neither a link nor a request that nobody may read the answer of says where it comes from, but for a POST. */
function headersOf(mode: string, destination: string, origin: boolean): Pairs {
  return [
    ...(origin ? [['Origin', SITE] as const] : []),
    ['Referer', `${SITE}/`],
    ['Sec-Fetch-Site', 'cross-site'],
    ['Sec-Fetch-Mode', mode],
    ['Sec-Fetch-Dest', destination],
  ];
}

/** The question that a browser asks before such a request, and whether the answer lets it pass. */
export function preflightOf({ step }: CrossSiteRequest): Step {
  const names = step.headers
    .map(([name]) => name.toLowerCase())
    .filter((name) => !/^(origin|referer|sec-.*)$/.test(name));
  return {
    method: 'OPTIONS',
    url: step.url,
    headers: [
      ...headersOf('cors', 'empty', true),
      ['Access-Control-Request-Method', step.method],
      ...(names.length === 0 ? [] : [['Access-Control-Request-Headers', names.join(',')] as const]),
    ],
  };
}

/** Whether the answer to a preflight lets a request with cookies pass: with them a `*` stands for nothing. */
export function isGranted(headers: Pairs, { step }: CrossSiteRequest): boolean {
  const of = (name: string): string[] =>
    (header(headers, name) ?? '')
      .toLowerCase()
      .split(',')
      .map((each) => each.trim());
  return (
    of('access-control-allow-origin')[0] === SITE &&
    of('access-control-allow-credentials')[0] === 'true' &&
    (/^(GET|HEAD|POST)$/i.test(step.method) ||
      of('access-control-allow-methods').includes(step.method.toLowerCase())) &&
    askedFor(step).every((name) => of('access-control-allow-headers').includes(name))
  );
}

/** What a page sets by itself, in the order in which a preflight names it. */
function askedFor({ headers }: Step): string[] {
  return headers
    .map(([name]) => name.toLowerCase())
    .filter((name) => !/^(origin|referer|sec-.*)$/.test(name))
    .toSorted();
}
