import { unescaped } from '../texts/unescaped.ts';
import { readSetCookie } from '../cookies/cookie.ts';
import type { Capture } from '../plan.ts';
import type { Reply } from '../network/wire.ts';
import { isHtml, valuesOf } from './answer.ts';
import { inputsOf, metasOf } from './html.ts';
import { leavesOf } from './leaves.ts';
import { namesCsrf, plain } from './names.ts';
import type { Want } from './wants.ts';

const SHORTEST = 4;

/**
 * Where an answer holds what is wanted, the likeliest first: the cookie that it was seen to equal; an input or a meta element; a
 * member of a JSON answer; a header; a script; and last a cookie that is called so, which is often only the half that is
 * kept secret.
 */
export function sourcesOf(reply: Reply, want: Want): Capture[] {
  const from: Capture['from'][] = [];
  const cookies = valuesOf(reply, 'set-cookie').flatMap(
    (text) => readSetCookie(text, reply.request.url, Date.now()) ?? [],
  );
  const doubles = /xsrf/i.test(want.name);
  const equal = cookies.filter(({ name }) => name === want.cookie || (doubles && /xsrf/i.test(name)));
  from.push(...equal.map(({ name }) => ({ kind: 'cookie' as const, name })));
  if (isHtml(reply)) {
    for (const [name, value] of inputsOf(reply.text))
      if (value.length >= SHORTEST && (name === want.name || (want.sure && namesCsrf(name))))
        from.push(...inElement(reply.text, 'input', name, 'value', value));
    for (const [name, value] of metasOf(reply.text))
      if (want.sure && value.length >= SHORTEST && namesCsrf(name) && !/param|header/i.test(name))
        from.push(...inElement(reply.text, 'meta', name, 'content', value));
  }
  if (want.sure) {
    const endpoint = namesCsrf(reply.request.url.pathname.replaceAll('/', '_'));
    for (const { path, name, value } of leavesOf(reply.text)) {
      const called = namesCsrf(name) || (endpoint && /^(?:token|value)$/.test(plain(name)));
      if (called && value.length >= SHORTEST && !/header|param|cookie/i.test(name))
        from.push({ kind: 'json', path });
    }
    for (const [name, value] of reply.headers)
      if (namesCsrf(name) && value.length >= SHORTEST)
        from.push({ kind: 'header', name: name.toLowerCase() });
    if (isHtml(reply) && new RegExp(IN_SCRIPT).test(reply.text))
      from.push({ kind: 'pattern', pattern: IN_SCRIPT });
    from.push(
      ...cookies.filter(({ name }) => namesCsrf(name)).map(({ name }) => ({ kind: 'cookie' as const, name })),
    );
  }
  const told = new Set<string>();
  return from
    .filter((one) => !told.has(JSON.stringify(one)) && told.add(JSON.stringify(one)))
    .map((one) => ({ name: want.as, from: one }));
}

/** `window.csrfToken = "…"`, `"csrf_token": "…"`. */
const IN_SCRIPT = String.raw`(?:[cC][sS][rR][fF]|[xX][sS][rR][fF])[\w-]*["']?\s*[:=]\s*["']([\w.~+/=:|-]{8,})["']`;

/** A pattern that finds an attribute of an element by its name; only one that does find it is answered. */
function inElement(
  html: string,
  element: string,
  name: string,
  attribute: string,
  value: string,
): Capture['from'][] {
  const patterns = [(word: string): string => word, anyCase].flatMap((written) => {
    const named = String.raw`\b${written('name')}\s*=\s*["']?${escaped(name)}["'\s>]`;
    const held = String.raw`\b${written(attribute)}\s*=\s*(?:"|'|(?=[^"'\s]))([^"'\s>]+)`;
    const between = '[^<>]{0,3000}?';
    const begin = String.raw`<${written(element)}\b${between}`;
    return [`${begin}${named}${between}${held}`, `${begin}${held}["']?${between}${named}`];
  });
  return patterns
    .filter((pattern) => unescaped(new RegExp(pattern).exec(html)?.[1] ?? '') === value)
    .slice(0, 1)
    .map((pattern) => ({ kind: 'pattern', pattern }));
}

/** `[iI][dD]`: a capture's pattern has no flags. */
function anyCase(word: string): string {
  return word.replaceAll(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}-]/g, String.raw`\$&`);
}
