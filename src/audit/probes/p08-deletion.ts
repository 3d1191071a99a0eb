import { logoutInBrowser, type LeftInBrowser } from '../browser/page-logout.ts';
import type { Context } from '../context.ts';
import type { Cookie } from '../cookies/cookie.ts';
import { credentialCookies, type CredentialCookie } from '../cookies/credential-cookies.ts';
import { asBrowsersRead, deletionsIn, meantFor, whyMissed } from '../cookies/deletions.ts';
import type { Finding, Probe } from '../probe.ts';
import { stillSignsIn } from '../cookies/still-signs-in.ts';
import type { Reply } from '../network/wire.ts';

/**
 * Whether a browser still has, after the logout, the cookie that signed in. It fails when the application tried to take the cookie
 * away and missed it (another path, domain, name or partition, or an attribute that makes browsers refuse the deletion), whatever the
 * cookie is still worth: nobody leaves it there on purpose, and the next fault at the server makes it a login again. It fails as well
 * when the cookie stays and still signs in. A cookie that the application never tried to delete, and that is dead at the server, harms
 * nobody: that is a note. What counts is what Chromium still holds; without one, what the rules for cookies (RFC 6265bis) say.
 */
export const deletion: Probe = {
  id: 'P08',
  name: 'Cookie deletion',
  references: ['CWE-613', 'ASVS 14.3.1'],
  notRun: () => undefined,
  async run(context): Promise<Finding> {
    const credentials = await credentialCookies(context);
    if (credentials.length === 0)
      return {
        verdict: 'pass',
        evidence: 'The login sets no cookie that signs anybody in, so there is none to delete.',
      };
    const person = await context.person();
    const held = person.jar.copy();
    const before = held.all();
    const logout = await context.logout(person);
    held.store(asBrowsersRead(logout.headers, before), logout.request.url);
    const stays = before.filter((cookie) => held.all().some((one) => isSame(one, cookie)));

    const visited = await logoutInBrowser(context);
    const real = 'seen' in visited ? visited.seen : undefined;
    const acknowledged = real?.status !== undefined && real.status < 400;
    const left = acknowledged ? { who: real.person, cookies: real.left } : { who: person, cookies: stays };
    const mine = left.cookies.filter(isOneOf(credentials));
    const alive = await stillSignsIn(context, left.who, mine);
    const by = acknowledged ? real.version : undefined;
    const found: Case = { context, credentials, mine, alive, logout, before, by };
    return {
      ...judge(found),
      notes: [
        ...('missing' in visited
          ? [`Judged by the rules for cookies alone: ${visited.missing}.`]
          : notesOf(visited.seen, credentials)),
        ...(alive ? [] : forgotten(found)),
      ],
    };
  },
};

interface Case {
  readonly context: Context;
  readonly credentials: readonly CredentialCookie[];
  readonly mine: readonly Cookie[];
  readonly alive: boolean;
  readonly logout: Reply;
  /** What the browser had before it. */
  readonly before: readonly Cookie[];
  /** The browser that still has them. */
  readonly by: string | undefined;
}

function judge({ context, credentials, mine, alive, logout, before, by }: Case): Finding {
  const shown = [{ caption: 'Logout', reply: logout }];
  const where = `${by ?? 'A browser'} ${by === undefined ? 'keeps' : 'kept'} it`;
  const missed = mine.flatMap((cookie) => {
    const why = missedBy(cookie, logout, before);
    return why === undefined ? [] : [{ cookie, why }];
  });
  const [first] = missed;
  const opens = alive ? `, and it still opened ${context.plan.me.method} ${context.plan.me.url}` : '';
  if (first) {
    const more = missed.length > 1 ? ` So with ${names(missed.slice(1).map(({ cookie }) => cookie))}.` : '';
    return {
      verdict: 'fail',
      evidence: `The logout clears the cookie ${first.cookie.name} ${first.why}. ${where}${opens}.${more}`,
      fix: 'Clear a cookie with the name, Path, Domain, Secure, SameSite and Partitioned that it was set with: share one set of options between the login and the logout.',
      shown,
    };
  }
  if (alive) {
    return {
      verdict: 'fail',
      evidence: `The logout leaves the cookie ${names(mine)} in the browser${opens}.`,
      fix: 'End the session at the server, and clear its cookie in the answer to the logout.',
      shown,
    };
  }
  const gone = credentials.filter(({ name }) => !mine.some((one) => one.name === name));
  return {
    verdict: 'pass',
    evidence:
      gone.length > 0
        ? `After logout ${by ?? 'a browser'} no longer has the cookie ${names(gone)}.`
        : `The logout leaves the cookie ${names(mine)} where it is, but it opens nothing any more.`,
    shown,
  };
}

/** How the logout missed a cookie that it meant to take away; undefined when it never tried. */
function missedBy(cookie: Cookie, logout: Reply, held: readonly Cookie[]): string | undefined {
  const meant = meantFor(cookie, deletionsIn(logout.headers), held);
  return meant && (whyMissed(cookie, meant, logout.request.url) ?? 'in a way that does not reach it');
}

function forgotten({ mine, logout, before }: Case): string[] {
  const left = mine.filter((cookie) => missedBy(cookie, logout, before) === undefined);
  if (left.length === 0) return [];
  return [
    `The logout does not clear the cookie ${names(left)}. It is dead at the server; clear it all the same, so that a browser forgets it.`,
  ];
}

function notesOf(
  { version, status, refused }: LeftInBrowser,
  credentials: readonly CredentialCookie[],
): string[] {
  const lost = refused.filter(isOneOf(credentials));
  return [
    ...(lost.length > 0
      ? [`${version} refuses the cookie ${names(lost)} as it is set, so it never had it.`]
      : []),
    ...(status === undefined || status >= 400
      ? [
          `From a page in ${version} the logout ${status === undefined ? 'got no answer' : `was answered ${status}`}: judged by the rules for cookies alone.`,
        ]
      : []),
  ];
}

function isOneOf(credentials: readonly CredentialCookie[]): (cookie: Cookie) => boolean {
  return ({ name }) => credentials.some((one) => one.name === name);
}

function names(cookies: readonly { readonly name: string }[]): string {
  return [...new Set(cookies.map(({ name }) => name))].join(', ');
}

function isSame(one: Cookie, other: Cookie): boolean {
  return (['name', 'value', 'path', 'domain', 'partitioned'] as const).every(
    (key) => one[key] === other[key],
  );
}
