import type { Context } from '../context.ts';
import { isTrustworthy } from '../cookies/cookie.ts';
import { credentialCookies, type CredentialCookie } from '../cookies/credential-cookies.ts';
import type { Finding, Probe } from '../probe.ts';

/** What is wrong with a cookie that signs in, and what is only worth knowing. */
interface Flags {
  readonly faults: readonly string[];
  readonly notes: readonly string[];
}

/** The attributes of every cookie that opens `me`, or refreshes. */
export const flags: Probe = {
  id: 'P09',
  name: 'Cookie flags',
  references: ['CWE-1004', 'CWE-614', 'CWE-1275', 'ASVS 3.3.1', 'ASVS 3.3.2', 'ASVS 3.3.4'],
  notRun: () => undefined,
  async run(context): Promise<Finding> {
    const cookies = await credentialCookies(context);
    if (cookies.length === 0) {
      return {
        verdict: 'pass',
        evidence:
          'No cookie opens "me" or refreshes, so none has to be kept from scripts, networks or sites.',
      };
    }
    const judged = cookies.map((cookie) => ({ cookie, ...flagsOf(context, cookie) }));
    const notes = judged.flatMap(({ cookie, notes: own }) => [
      ...own,
      `The cookie ${cookie.name} was set with ${cookie.setAs === '' ? 'no attribute' : cookie.setAs}.`,
    ]);
    const faults = judged.flatMap((one) => one.faults);
    const names = cookies.map(({ name }) => name).join(', ');
    if (faults.length === 0) {
      const what = cookies.length > 1 ? `The cookies ${names} keep` : `The cookie ${names} keeps`;
      return { verdict: 'pass', evidence: `${what} what a credential needs.`, notes };
    }
    return {
      verdict: 'fail',
      evidence: faults.join(' '),
      fix: 'Set it as "__Host-name=…; Path=/; Secure; HttpOnly; SameSite=Lax", and leave the prefix out only where the site has no HTTPS.',
      notes,
    };
  },
};

function flagsOf({ plan }: Context, cookie: CredentialCookie): Flags {
  const { name, attributes, url } = cookie;
  const has = (attribute: string): boolean => attributes.has(attribute);
  const sameSite = attributes.get('samesite')?.toLowerCase();
  const faults: string[] = [];
  const notes: string[] = [];
  const signsIn = `The cookie ${name} ${cookie.does}`;
  if (!has('httponly')) {
    if (cookie.alone) faults.push(`${signsIn} and is not HttpOnly, so any script on the page can take it.`);
    else notes.push(`${signsIn} together with others, and is not HttpOnly.`);
  }
  if (sameSite === 'none' && !has('secure'))
    faults.push(
      `${signsIn} and is SameSite=None without Secure, so browsers throw it away or send it anywhere.`,
    );
  if (!has('secure')) {
    if (url.protocol === 'https:')
      faults.push(`${signsIn} and is not Secure, so it also goes out over plain HTTP.`);
    else notes.push(`The cookie ${name} is not Secure; here it cannot be seen whether it is so over HTTPS.`);
  }
  const broken = brokenPrefix(cookie);
  if (broken !== undefined) faults.push(`${signsIn} and ${broken}, so browsers throw it away.`);
  if (!['strict', 'lax', 'none'].includes(sameSite ?? ''))
    notes.push(
      `The cookie ${name} has no SameSite that counts, and browsers differ in what they take it for.`,
    );
  if (has('domain')) notes.push(`The cookie ${name} goes to every host below its domain.`);
  else if (!/^__(?:Host|Secure)-/i.test(name) && url.protocol === 'https:')
    notes.push(
      `The name of the cookie ${name} has no __Host- in front, so other hosts can put theirs over it.`,
    );
  if (plan.bases.some((base) => URL.parse(base)?.protocol === 'http:' && !isTrustworthy(new URL(base))))
    notes.push('The application is asked over plain HTTP, where anybody on the way reads every cookie.');
  return { faults, notes };
}

/** Compared without case, as browsers do. */
function brokenPrefix({ name, attributes }: CredentialCookie): string | undefined {
  if (/^__Secure-/i.test(name) && !attributes.has('secure')) return 'has the prefix __Secure- without Secure';
  if (!/^__Host-/i.test(name)) return undefined;
  const kept =
    attributes.has('secure') && attributes.get('path') === '/' && (attributes.get('domain') ?? '') === '';
  return kept ? undefined : 'has the prefix __Host- without Secure and Path=/, or with a Domain';
}
