import type { Answer } from './answer.ts';
import { leavesOf, type Leaf } from './leaves.ts';
import { plain } from './names.ts';
import { claimsOf } from './tokens.ts';

/** What is known to be this person's alone; `strong` says that it is a name, and no number that may stand anywhere. */
export interface Identity {
  readonly value: string;
  readonly strong: boolean;
}

const STRONG =
  /^(?:e?mail|emailaddress|username|preferredusername|login|sub|upn|uid|uuid|userid|handle|name|fullname|displayname)$/;
const WEAK = /^_?id$/;

/** Who signed in, by what was typed, what the login answered, and what the token says. The surest first. */
export function identitiesOf(
  typed: Readonly<Record<string, string>>,
  login: Answer,
  token: string | undefined,
): Identity[] {
  const user = typed['user'];
  const claims = Object.entries(claimsOf(token ?? '') ?? {}).flatMap(([name, value]): Leaf[] =>
    typeof value === 'string' || typeof value === 'number' ? [{ path: '', name, value: String(value) }] : [],
  );
  const found = new Map<string, boolean>();
  if (user !== undefined && user.length >= 3) found.set(user, true);
  for (const { name, value, path } of [...leavesOf(login.text), ...claims]) {
    const word = plain(name);
    const own = STRONG.test(word) || (WEAK.test(word) && !/session|token|device/i.test(path));
    if (!own || value.length > 200 || found.has(value)) continue;
    if (value.length >= 4) found.set(value, STRONG.test(word) && !/^\d{1,8}$/.test(value));
  }
  return [...found].map(([value, strong]) => ({ value, strong }));
}

/** Whether a text names this person, also as HTML or in a URL. */
export function names(text: string, { value }: Identity): boolean {
  const html = value.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('@', '&#64;');
  return [value, html, encodeURIComponent(value)].some((form) => text.includes(form));
}

/** How much of a person's own data an answer holds, by the names in it. */
export function personalNames(text: string): number {
  const known = leavesOf(text).slice(0, 200);
  return known.filter(
    ({ name, path }) =>
      /^\$(?:\.\w+){1,3}$/.test(path) && (STRONG.test(plain(name)) || WEAK.test(plain(name))),
  ).length;
}
