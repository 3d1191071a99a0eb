import type { Pairs } from '../network/content.ts';
import { cookieHeader, type Jar } from '../cookies/jar.ts';
import type { Plan, Step } from '../plan.ts';
import { fill, fillBody, fillUrl, namesIn, valuesOf } from './template.ts';
import type { Outgoing } from '../network/wire.ts';

/** How a request differs from what the plan says. */
export interface Overrides {
  /**
   * Without any credential: no cookies, no `Authorization`, no header that repeats what was captured, and nothing where a URL or
   * a body does. What is given beside it is put back: `{ bare: true, authorization: 'Bearer …' }` has that one alone.
   */
  readonly bare?: boolean | undefined;
  /** Instead of the jar's; `[]` for none. */
  readonly cookies?: Pairs | undefined;
  /** Instead of the one of the step. */
  readonly authorization?: string | undefined;
  /** Instead of those of the same name, or in addition. */
  readonly headers?: Pairs | undefined;
  /** Values for `{name}` that go before this person's. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** Another one of the plan's bases. */
  readonly base?: string | undefined;
  readonly method?: string | undefined;
  /** Also after an abort and beyond the cap: only for putting back what a probe has changed. */
  readonly cleanup?: boolean | undefined;
}

/** Names that the answers are searched for: the values of these are credentials, or go with them. */
export function capturedNames(plan: Plan): Set<string> {
  const steps = [...(typeof plan.login === 'function' ? [] : plan.login), plan.refresh, plan.me, plan.logout];
  return new Set([...plan.capture, ...steps.flatMap((step) => step?.capture ?? [])].map(({ name }) => name));
}

/** Writes a step out as the request of somebody who holds `jar` and `values`. Throws `Inconclusive` for a missing value. */
export function outgoing(
  plan: Plan,
  step: Step,
  holder: { readonly jar: Jar; readonly values: ReadonlyMap<string, string> },
  overrides: Overrides,
): Outgoing {
  const names = capturedNames(plan);
  const personal = (text: string): boolean =>
    namesIn(text).some((name) => names.has(name) || holder.values.has(name));
  const own = valuesOf(holder.values, plan.variables, names);
  const values = (name: string): string | undefined =>
    overrides.values?.[name] ??
    (overrides.bare === true && (names.has(name) || holder.values.has(name)) ? '' : own(name));
  const method = (overrides.method ?? step.method).toUpperCase();
  const url = urlOf(plan, fillUrl(step.url, values), overrides.base);
  const headers = [
    ...step.headers
      .filter(([name]) => !/^cookie$/i.test(name))
      .filter(
        ([name, value]) => !(overrides.bare === true && (/^authorization$/i.test(name) || personal(value))),
      )
      .map(([name, value]) => [name, fill(value, values)] as const),
    ...(overrides.headers ?? []),
    ...(overrides.authorization === undefined ? [] : [['Authorization', overrides.authorization] as const]),
    ...cookiesOf(holder.jar, url, overrides),
  ];
  const body = /^(GET|HEAD)$/.test(method) ? undefined : step.body;
  const type = headers.find(([name]) => /^content-type$/i.test(name))?.[1] ?? '';
  return {
    method,
    url,
    headers: lastOf(headers),
    body: body === undefined ? undefined : fillBody(body, type, values),
  };
}

/** `url` on the first base, or on another one. What is absolute and below no base is left as it is. */
export function urlOf(plan: Plan, url: string, base?: string): URL {
  const [first = ''] = plan.bases;
  const to = (base ?? first).replace(/\/$/, '');
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(url)) return new URL(`${to}/${url.replace(/^\//, '')}`);
  const from = first.replace(/\/$/, '');
  const moves = base !== undefined && from !== '' && (url === from || /^[/?#]/.test(url.slice(from.length)));
  return new URL(moves && url.startsWith(from) ? to + url.slice(from.length) : url);
}

function cookiesOf(jar: Jar, url: URL, { bare, cookies }: Overrides): Pairs {
  const own = bare === true ? [] : jar.for(url).map(({ name, value }) => [name, value] as const);
  const text = cookieHeader(cookies ?? own);
  return text === undefined ? [] : [['Cookie', text]];
}

/** A header that is given twice counts as it was given last: overrides come last. */
function lastOf(headers: Pairs): Pairs {
  return headers.filter(
    ([name], at) => !headers.slice(at + 1).some(([other]) => other.toLowerCase() === name.toLowerCase()),
  );
}
