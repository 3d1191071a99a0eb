import { bare } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Options } from '../cookies/options.ts';
import { browserCookies } from '../cookies/in-browser.ts';
import { cookieUses, type CookieUse } from '../cookies/uses.ts';
import { reusing } from '../cookies/reuse.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';

export const cookieClearMismatch: Rule = {
  id: 'cookie-clear-mismatch',
  level: 'error',
  summary: 'A cookie is cleared otherwise than it was set, so that the browser keeps it.',
  cwe: ['CWE-613'],
  asvs: '7.4.1',
  check,
};

/** Names of cookies that log somebody in. */
const CREDENTIAL = /token|jwt|sess|\bsid\b|auth|access|refresh|login|user/i;

function check(program: Program): readonly Finding[] {
  // What the page does with a cookie is compared with what the page does: a server may do as well, out of sight.
  return [
    ...compared(program, cookieUses(program), byName),
    ...compared(program, browserCookies(program), () => []),
  ];
}

function compared(program: Program, uses: readonly CookieUse[], otherwise: typeof byName): Finding[] {
  const sets = uses.filter(({ cookie }) => !cookie.clears);
  const clears = uses.filter(({ cookie }) => cookie.clears);
  return clears.flatMap((clear) => {
    const same = sets.filter(({ name }) => name === clear.name);
    if (same.length === 0) return otherwise(clear, sets, clears);
    // One that meets it is enough: the others take away what older versions set.
    const isMet = clears.some(
      (other) =>
        other !== clear &&
        other.name === clear.name &&
        other.func === clear.func &&
        same.some((set) => wrongIn(other, set).length === 0),
    );
    return isMet ? [] : byAttributes(program, clear, same);
  });
}

/** What identifies a cookie beside its name; then what a browser demands before it accepts the deletion. */
function byAttributes(program: Program, clear: CookieUse, sets: readonly CookieUse[]): Finding[] {
  if (clear.options.open || sets.some(({ options }) => options.open)) return [];
  // Set in several ways, it is enough that one of them is met.
  const differing = sets.map((set) => ({ set, wrong: wrongIn(clear, set) }));
  const [first] = differing;
  if (!first || differing.some(({ wrong }) => wrong.length === 0))
    return differing.some(({ wrong }) => wrong.length === 0) ? informing(clear, sets) : [];
  return [
    findingAt(cookieClearMismatch, clear.func, clear.node, {
      message: `The cookie ${shown(clear)} is cleared with another ${first.wrong.join(' and ')} than it was set with: the browser keeps it. Clear it with the same options.`,
      fix:
        reusing(program, clear, first.set) ??
        advice('Clear the cookie with the options it was set with, but for maxAge and expires.'),
    }),
  ];
}

function wrongIn(clear: CookieUse, set: CookieUse): string[] {
  const wrong = [
    ...(differs(clear, set, 'path', '/') ? ['path'] : []),
    ...(differs(clear, set, 'domain', '') ? ['domain'] : []),
    ...(differs(clear, set, 'partitioned', 'false') ? ['Partitioned'] : []),
  ];
  const isPrefixed = /^__(Host|Secure)-/.test(clear.name);
  const isCrossSite = /\bnone\b/i.test(valueOf(set.options, 'samesite', ''));
  if ((isPrefixed || isCrossSite) && valueOf(clear.options, 'secure', 'false') === 'false')
    wrong.push('Secure');
  else if (isCrossSite && !/\bnone\b/i.test(valueOf(clear.options, 'samesite', ''))) wrong.push('SameSite');
  return wrong;
}

function valueOf({ attributes }: Options, name: string, missing: string): string {
  const found = attributes.get(name);
  if (!found || found.text === 'undefined') return missing;
  return found.value === undefined || found.value === null ? found.text : String(found.value).toLowerCase();
}

/** What is something in any case. */
const DEFAULTS = /(\?\?|\|\|)\s*['"`][^'"`]/;

/** Whether two are not the same, as far as can be told. Browsers drop the dot that a domain begins with. */
function differs(clear: CookieUse, set: CookieUse, name: string, missing: string): boolean {
  const both = [clear, set].map(({ options }) => options);
  const [one = '', other = ''] = both.map((options) => valueOf(options, name, missing).replace(/^\./, ''));
  const given = both.flatMap(({ attributes }) => attributes.get(name) ?? []);
  const unknown = given.filter(({ text, value }) => value === undefined && text !== 'undefined');
  // Written in two ways it may be the same; and what the environment says may be nothing.
  if (unknown.length > 0 && given.length === 2) return false;
  return (
    one !== other &&
    !unknown.some(({ text }) => /\benv\b|config|settings/i.test(text) && !DEFAULTS.test(text))
  );
}

/** Differences that browsers do not mind. */
function informing(clear: CookieUse, sets: readonly CookieUse[]): Finding[] {
  const [set] = sets;
  if (!set) return [];
  const other = ['httponly', 'secure', 'samesite'].filter(
    (name) => valueOf(clear.options, name, 'false') !== valueOf(set.options, name, 'false'),
  );
  if (other.length === 0 || clear.options.attributes.size === 0) return [];
  return [
    findingAt(cookieClearMismatch, clear.func, clear.node, {
      level: 'info',
      message: `The cookie ${shown(clear)} is cleared with another ${other.join(' and ')} than it was set with. Browsers do not mind; one set of options for both is safer.`,
    }),
  ];
}

/** A logout that clears a cookie which nobody sets, while the one that is set stays. */
function byName(clear: CookieUse, sets: readonly CookieUse[], clears: readonly CookieUse[]): Finding[] {
  const hasSession = sets.some(({ isOfSession }) => isOfSession);
  if (!clear.isNamed || !CREDENTIAL.test(clear.name)) return [];
  // Set by express-session, wherever that is.
  if (clear.name === 'connect.sid' && !hasSession) return [];
  const one = sets.find(
    (set) =>
      set.isNamed &&
      CREDENTIAL.test(set.name) &&
      (!set.isOfSession || /sess|sid/i.test(clear.name)) &&
      !clears.some(({ name }) => name === set.name),
  );
  // With one file only, another that sets it may be elsewhere.
  if (!one || sets.some(({ isNamed }) => !isNamed) || clears.some(({ isNamed }) => !isNamed)) return [];
  const near =
    one.func.file === clear.func.file ||
    (clears.length === 1 && appOf(one.func.file) === appOf(clear.func.file));
  if (!near) return [];
  return [
    findingAt(cookieClearMismatch, clear.func, clear.node, {
      message: `The cookie ${shown(clear)} is cleared here, and nobody sets it; ${shown(one)}, which is set, stays in the browser.`,
      fix: advice(`Clear ${shown(one)}.`),
    }),
  ];
}

/** The one of several applications in a repository that a file belongs to. */
function appOf(file: string): string {
  return /(?:^|\/)(?:apps|packages|services|projects)\/([^/]+)\/(?=.*\/)/.exec(file)?.[1] ?? '';
}

function shown({ name, cookie }: CookieUse): string {
  const isSaid = cookie.name ? bare(cookie.name).type === 'StringLiteral' : !name.includes('\0');
  return isSaid ? `“${name}”` : name.replaceAll('\0', '').slice(0, 40);
}
