/** A weakness or requirement by its number, as the reports explain it without a network. */
export interface Reference {
  readonly name: string;
  readonly about: string;
  /** Where it is written, when that is known. */
  readonly url?: string | undefined;
}

export const CWES: Readonly<Record<string, string>> = {
  287: 'Improper authentication',
  347: 'Improper verification of a cryptographic signature',
  352: 'Cross-site request forgery',
  362: 'Race condition',
  393: 'Return of wrong status code',
  525: 'Use of a browser cache containing sensitive information',
  613: 'Insufficient session expiration',
  614: 'Sensitive cookie without the Secure attribute',
  636: 'Not failing securely (failing open)',
  1004: 'Sensitive cookie without the HttpOnly flag',
  1275: 'Sensitive cookie with an improper SameSite attribute',
};

/** OWASP ASVS 5.0.0. */
const ASVS: Readonly<Record<string, string>> = {
  '3.3.1': 'Cookies are Secure, with the prefix __Host- or __Secure-',
  '3.3.2': 'SameSite is chosen on purpose for each cookie',
  '3.3.3': 'Cookies have the prefix __Host- unless they are shared with other hosts',
  '3.3.4': 'A session token is HttpOnly, and only ever given by Set-Cookie',
  '3.5.1': 'A request from another site cannot do what a person is signed in for',
  '3.5.3': 'What changes something is no GET',
  '7.2.4': 'A new login gives a new session token and ends the old one',
  '7.4.1': 'After a logout the session can be used no further, self-contained tokens included',
  '7.4.2': 'All sessions end when an account is disabled or deleted',
  '7.4.3': 'All other sessions can be ended after a change of password',
  '7.5.2': 'People see their sessions and can end any of them',
  '10.4.5': 'A refresh token that is used twice ends what was issued with it',
  '10.5.5': 'Logout tokens of the back channel are checked in every clause',
  '14.3.1': 'What a person saw is cleared from the client when the session ends',
  '14.3.2': 'Sensitive answers are not cached (Cache-Control: no-store)',
  '16.5.2': 'A part that fails takes down no more than it must, securely',
  '16.5.3': 'A failure never opens what should be shut',
};

const CHAPTERS: Readonly<Record<string, string>> = {
  3: '0x12-V3-Web-Frontend-Security',
  7: '0x16-V7-Session-Management',
  10: '0x19-V10-OAuth-and-OIDC',
  14: '0x23-V14-Data-Protection',
  16: '0x25-V16-Security-Logging-and-Error-Handling',
};

/** What `CWE-613` or `ASVS 7.4.1` is. Anything else is its own name. */
export function referenceOf(name: string): Reference {
  const [, cwe] = /^CWE-(\d{1,5})$/i.exec(name) ?? [];
  if (cwe !== undefined) {
    return { name, about: CWES[cwe] ?? '', url: `https://cwe.mitre.org/data/definitions/${cwe}.html` };
  }
  const [, asvs = ''] = /^ASVS (?:v5\.0\.0-)?(\d+\.\d+\.\d+)$/i.exec(name) ?? [];
  const chapter = CHAPTERS[asvs.split('.')[0] ?? ''];
  const url = chapter && `https://github.com/OWASP/ASVS/blob/v5.0.0/5.0/en/${chapter}.md`;
  return { name, about: ASVS[asvs] ?? '', url };
}

/** The numbers of the CWEs among `names`. */
export function cwesIn(names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => /^CWE-(\d{1,5})$/i.exec(name)?.[1] ?? []))];
}
