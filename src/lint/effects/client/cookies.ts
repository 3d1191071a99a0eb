import type * as t from '@babel/types';
import { bare, propertyOf } from '../../engine/ast.ts';
import { constantOf } from '../../engine/constant.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import type { Effect } from '../effect.ts';
import { textOf, type Site } from '../site.ts';

/** A cookie that is set or cleared. */
export interface Cookie {
  readonly clears: boolean;
  /** The expressions that say its name and its options. */
  readonly name: t.Expression | undefined;
  readonly options: t.Expression | undefined;
}

const CLEARS =
  /^(clearCookie|deleteCookie|removeCookie|destroyCookie|unsetCookie|unstate|expireCookie|clearAuthCookies?|unstate)$/;
const HELPER =
  /^(clear|delete|remove|destroy|unset|expire|drop|invalidate)\w*Cookies?$|^(?:clear|remove|reset)(?:Auth|Refresh|Access|Token|Jwt)*Cookies?\w*$/i;
const EXPIRED =
  /\bmaxAge['"]?\s*:\s*(0\b|-)|\bexpires['"]?\s*:\s*new Date\(\s*(0|1)?\s*\)|Date\.now\(\)\s*-|1970/;
const IN_BROWSER =
  /^(js-cookie|universal-cookie|react-cookie|cookies-js|vue-cookies|typescript-cookie|cookies-next)(\/|$)/;

/** Reads a call as one that sets or clears a cookie of the response. */
export function cookieOf(program: Program, site: Site): Cookie | undefined {
  const { method, owner, args, from, func } = site;
  if (from !== undefined && IN_BROWSER.test(from)) return undefined;
  const [first, second, third] = args;
  if (CLEARS.test(method)) {
    // Hono's deleteCookie(c, name), Express's res.clearCookie(name, options).
    const isFree = owner === '';
    return { clears: true, name: isFree ? second : first, options: isFree ? third : second };
  }
  const isJar =
    /(^|\.)(cookies|cookiestore|cookiejar|jar)(\.\(\))?$/.test(owner) ||
    owner.endsWith('cookies.()') ||
    isCookies(site);
  if (isJar && (method === 'delete' || method === 'remove')) {
    const whole = first && bare(first);
    if (whole?.type === 'ObjectExpression')
      return { clears: true, name: valueOf(whole, 'name'), options: whole };
    return { clears: true, name: first, options: second };
  }
  if (method === 'serialize' && from === 'cookie')
    return { clears: clears(program, second, third, func), name: first, options: third };
  const setsByResponse =
    /^(cookie|setCookie|setSignedCookie|signedCookie)$/.test(method) ||
    // hapi's `h.response().state(name, value, options)`.
    (method === 'state' && args.length > 1 && /(^|\.)(h|reply|response)(\.\(\))?$/.test(owner));
  if (!(isJar && method === 'set') && !setsByResponse) return undefined;
  const whole = first && bare(first);
  if (isJar && whole?.type === 'ObjectExpression') {
    const value = valueOf(whole, 'value');
    return { clears: clears(program, value, whole, func), name: valueOf(whole, 'name'), options: whole };
  }
  const isFree = owner === '';
  const [name, value, options] =
    isFree && method !== 'cookie' ? [second, third, args[3]] : [first, second, third];
  if (!name) return undefined;
  return { clears: clears(program, value, options, func), name, options };
}

/** `const store = await cookies(); store.delete(…)`, `const { cookies: kept } = event`: whatever it is called. */
function isCookies({ path, value }: Site): boolean {
  const owner = path.slice(0, -1);
  const last = owner.at(-1) === '()' ? owner.at(-2) : owner.at(-1);
  return last === 'cookies' && value.kind === 'opaque' && value.origin.kind !== 'unknown';
}

function clears(
  program: Program,
  value: t.Expression | undefined,
  options: t.Expression | undefined,
  func: Func,
): boolean {
  if (!value) return true;
  const said = constantOf(program, value, func);
  if (said === '' || said === null || textOf(value, func) === 'undefined') return true;
  const text = options ? textOf(options, func) : '';
  // `res.cookie('jwt', 'loggedout', { expires: soon })`: a constant is no credential.
  return EXPIRED.test(text) || (typeof said === 'string' && /\b(maxAge|expires)\b/.test(text));
}

function valueOf(node: t.ObjectExpression, name: string): t.Expression | undefined {
  const property = propertyOf(node, name);
  if (property?.type !== 'ObjectProperty') return undefined;
  return property.value as t.Expression;
}

export function cookieEffect(program: Program, site: Site): Effect | undefined {
  const { node, func, method, args } = site;
  const cookie = cookieOf(program, site);
  const about = textOf(node, func);
  if (cookie) return { kind: cookie.clears ? 'clear-cookie' : 'set-cookie', node, func, site, about };
  const isBrowser = site.from !== undefined && IN_BROWSER.test(site.from);
  if (HELPER.test(method) && site.value.kind === 'opaque' && !isBrowser) {
    return { kind: 'clear-cookie', node, func, site, about };
  }
  const isHeader = /^(setHeader|header|set|append|writeHead|appendHeader)$/.test(method) && args.length >= 1;
  if (!isHeader || !/set-cookie/i.test(site.given.slice(0, 60))) return undefined;
  const isCleared = /max-?age['"]?\s*[=:]\s*(0|-)|expires\s*[=:].{0,20}(1970|new Date\(0)|,\s*['"`]{2}/i.test(
    site.given,
  );
  return { kind: isCleared ? 'clear-cookie' : 'set-cookie', node, func, site, about };
}
