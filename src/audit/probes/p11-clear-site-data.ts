import { headersNamed } from '../network/content.ts';
import { isTrustworthy } from '../cookies/cookie.ts';
import type { Finding, Probe } from '../probe.ts';

const KNOWN = new Set(['"cache"', '"cookies"', '"storage"', '"executionContexts"', '"clientHints"', '"*"']);

/** Whether the logout tells the browser to clear what it keeps. Information: there are other ways to do it. */
export const clearSiteData: Probe = {
  id: 'P11',
  name: 'Clear-Site-Data',
  references: ['CWE-525', 'ASVS 14.3.1'],
  notRun: () => undefined,
  async run(context): Promise<Finding> {
    const person = await context.person();
    const logout = await context.logout(person);
    const shown = [{ caption: 'Logout', reply: logout }];
    const given = headersNamed(logout.headers, 'clear-site-data')
      .flatMap((value) => value.split(','))
      .map((value) => value.trim())
      .filter((value) => value !== '');
    if (given.length === 0) {
      return {
        verdict: 'pass',
        evidence:
          'The logout sends no Clear-Site-Data, so what pages keep in storage and caches is theirs to clear.',
        notes: [
          'Clear-Site-Data: "cache", "storage" in the answer to the logout clears both without any script.',
        ],
        shown,
      };
    }
    const unknown = given.filter((value) => !KNOWN.has(value));
    const notes: string[] = [];
    if (unknown.length > 0)
      notes.push('A directive is unknown or lacks its quotes, so browsers do nothing for it.');
    if (!isTrustworthy(logout.request.url)) notes.push('It came over plain HTTP: there browsers ignore it.');
    if (given.includes('"cookies"') || given.includes('"*"'))
      notes.push(
        '"cookies" clears the cookies of the whole registrable domain, those of its other hosts too.',
      );
    if (!['"storage"', '"*"'].some((value) => given.includes(value)))
      notes.push('Without "storage" what pages keep in localStorage and IndexedDB stays.');
    return {
      verdict: 'pass',
      evidence: `The logout sends Clear-Site-Data: ${given.join(', ')}.`,
      notes,
      shown,
    };
  },
};
