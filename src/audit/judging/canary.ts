import { json } from '../people/captured.ts';
import { walk } from './likeness.ts';
import type { Controls } from './judge.ts';
import type { Reply } from '../network/wire.ts';

/** What is shorter is compared with whole values only: a 7 is in every date. */
const WORD = 8;
const PERSONAL = /(?:^|[._-])(?:id|sub|uid|uuid|user_?id|user_?name|name|login|e?mail|account|phone)$/i;
/** What such a key holds is said to many. */
const GENERAL =
  /(?:^|[._-])(?:message|msg|status|state|title|detail|type|code|error|result|role|scope|locale|lang|zone|version|token|csrf|expires?|at|date|time)\w*$/i;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** Whether an answer holds the canary: as a value, or in a text, in any of the ways texts are written. */
export function holds({ text }: Pick<Reply, 'text'>, canary: string): boolean {
  const value = json(text);
  if (typeof value === 'object' && value !== null) {
    const leaves: [string, unknown][] = [];
    walk(value, '', leaves);
    if (leaves.some(([, leaf]) => String(leaf) === canary)) return true;
    return canary.length >= 4 && leaves.some(([, leaf]) => typeof leaf === 'string' && within(leaf, canary));
  }
  return within(text, canary);
}

function within(text: string, canary: string): boolean {
  const html = canary.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('<', '&lt;');
  const forms = [
    canary,
    html,
    canary.replaceAll('+', '&#43;').replaceAll('@', '&#64;'),
    encodeURIComponent(canary),
  ];
  return forms.some((form) => (form.length >= WORD ? text.includes(form) : standsAlone(text, form)));
}

function standsAlone(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/[\p{L}\d]/u.test(text[at - 1] ?? '') && !/[\p{L}\d]/u.test(text[at + word.length] ?? ''))
      return true;
  }
  return false;
}

/**
 * Finds what the authenticated answers hold of this person, and the other controls do not: what the person signed in with, else an
 * id or a name by its key, an e-mail address, a text that looks like somebody's. Undefined when there is nothing: the word "success"
 * is in many answers, and would make a dead session look alive.
 */
export function findCanary(
  controls: Controls,
  variables: Readonly<Record<string, string>>,
): string | undefined {
  const [one, other] = controls.authenticated;
  const telling = (value: string): boolean =>
    holds(one, value) &&
    holds(other, value) &&
    ![...controls.anonymous, ...controls.garbage].some((reply) => holds(reply, value));
  const known = Object.entries(variables)
    .filter(([name]) => !/passw|secret|pin|otp|code/i.test(name))
    .map(([, value]) => value)
    .filter((value) => value.length >= 3);
  const leaves: [string, unknown][] = [];
  walk(json(one.text), '', leaves);
  const named = leaves
    .filter(([path, leaf]) => PERSONAL.test(path) && ['string', 'number'].includes(typeof leaf))
    .map(([, leaf]) => String(leaf))
    .toSorted((first, second) => Number(second.includes('@')) - Number(first.includes('@')));
  const emails = [...one.text.matchAll(EMAIL)].map(([email]) => email);
  const texts = leaves
    .filter(([path, leaf]) => typeof leaf === 'string' && leaf.length >= 4 && !GENERAL.test(path))
    .map(([, leaf]) => String(leaf));
  const naming = texts.filter((text) =>
    known.some((value) => text.toLowerCase().includes(value.toLowerCase())),
  );
  const odd = texts.filter((text) => /[A-Z\d\s-]/.test(text) && Number.isNaN(Date.parse(text)));
  const candidates = [...known, ...named, ...emails, ...naming, ...odd];
  return candidates.find((value) => value !== '' && telling(value));
}
