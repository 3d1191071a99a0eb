import { unescaped } from '../texts/unescaped.ts';

/** What a page of HTML offers, read leniently: attributes in any order, with any quotes. */
export interface Form {
  readonly action: string;
  readonly method: string;
  readonly inputs: readonly (readonly [name: string, value: string])[];
  /** The texts of its buttons, and its own id, name and class. */
  readonly said: string;
}

const LONGEST = 2_000_000;
const MOST = 500;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** The forms of a page, with all their inputs. */
export function formsOf(html: string): Form[] {
  const parts = html.slice(0, LONGEST).split(/<form\b/i);
  return parts.slice(1, MOST).map((part) => {
    const [whole = ''] = part.split(/<\/form\s*>/i);
    const end = whole.indexOf('>') + 1;
    const [head, inside] = [whole.slice(0, end), whole.slice(end)];
    const own = attributes(head);
    return {
      action: own.get('action') ?? '',
      method: (own.get('method') ?? 'get').toUpperCase(),
      inputs: inputsOf(inside),
      said: [own.get('id'), own.get('name'), own.get('class'), inside.replaceAll(/<[^>]*>/g, ' ')]
        .join(' ')
        .slice(0, 2_000),
    };
  });
}

/** Every `<input>` with a name, wherever it stands. */
export function inputsOf(html: string): [name: string, value: string][] {
  return pieces(html, /<input\b([^<>]{0,20000})>/gi).flatMap(([, inside = '']): [string, string][] => {
    const own = attributes(inside);
    const name = own.get('name');
    return name === undefined ? [] : [[name, own.get('value') ?? '']];
  });
}

/** Every `<meta name content>`. */
export function metasOf(html: string): [name: string, content: string][] {
  return pieces(html, /<meta\b([^<>]{0,20000})>/gi).flatMap(([, inside = '']): [string, string][] => {
    const own = attributes(inside);
    const name = own.get('name');
    return name === undefined ? [] : [[name, own.get('content') ?? '']];
  });
}

/** The addresses that a page names: of its links, and of its scripts. */
export function linksOf(html: string): { readonly links: string[]; readonly scripts: string[] } {
  const hrefs = pieces(html, /<a\b([^<>]{0,5000})>/gi).map(([, inside = '']) =>
    attributes(inside).get('href'),
  );
  const scripts = pieces(html, /<(?:script|link)\b([^<>]{0,5000})>/gi).map(([, inside = '']) => {
    const own = attributes(inside);
    return own.get('src') ?? (/\.m?js$/.test(own.get('href') ?? '') ? own.get('href') : undefined);
  });
  return { links: hrefs.filter(isText), scripts: scripts.filter(isText) };
}

function attributes(inside: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single, bare] of inside.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, unescaped(double ?? single ?? bare ?? ''));
  }
  return found;
}

function pieces(html: string, pattern: RegExp): string[][] {
  return [...html.slice(0, LONGEST).matchAll(pattern)].slice(0, MOST);
}

function isText(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
