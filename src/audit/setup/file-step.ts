import type { Capture, Step } from '../plan.ts';
import type { FileReader } from './file-reader.ts';
import { headerOf } from './fields.ts';
import type { Node } from './yaml-parser.ts';

const VERBS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const BODIES = ['json', 'form', 'text'] as const;
const OTHERS = ['headers', 'auth', 'query', 'capture'] as const;

/** Reads `{post: /login, json: {…}, headers: {…}, auth: …, query: {…}, capture: {…}}`, and what else `more` allows there. */
export function stepOf<K extends string>(
  reader: FileReader,
  node: Node,
  what: string,
  more: readonly K[] = [],
): { readonly step: Step; readonly others: ReadonlyMap<K, Node> } {
  const known = [...VERBS, ...BODIES, ...OTHERS, ...more];
  const members: Map<(typeof known)[number], Node> = reader.members(node, what, known);
  const verbs = VERBS.filter((one) => members.has(one));
  const [verb] = verbs;
  const target = verb && members.get(verb);
  if (!target || verbs.length > 1)
    throw reader.wrong(
      node,
      `${what} needs ${target ? 'only one' : 'one'} of ${VERBS.join(', ')}, as in {get: /me}`,
    );
  const bodies = BODIES.filter((one) => members.has(one));
  const [second] = bodies.slice(1);
  const doubled = second && members.get(second);
  if (doubled) throw reader.wrong(doubled, `${what} has both ${bodies.join(' and ')}: one body is enough`);
  const [kind] = bodies;
  const body = kind && members.get(kind);
  const headers = pairs(reader, members.get('headers'), `${what}.headers`);
  const auth = members.get('auth');
  if (auth) headers.push(['Authorization', reader.template(auth, `${what}.auth`)]);
  const [type, text] = kind && body ? bodyOf(reader, kind, body, what) : [undefined, undefined];
  if (type !== undefined && headerOf({ headers }, 'content-type') === undefined)
    headers.push(['Content-Type', type]);
  const query = pairs(reader, members.get('query'), `${what}.query`);
  const url = reader.template(target, `${what}.${verb}`);
  if (!/^(?:\/|https?:\/\/|\{)/i.test(url))
    throw reader.wrong(target, `${what}.${verb} has to begin with / or http://`);
  const capture = members.get('capture');
  const captures = capture ? capturesOf(reader, capture) : [];
  const step: Step = {
    method: verb.toUpperCase(),
    url: query.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${encodedPairs(query)}`,
    headers,
    ...(text !== undefined && { body: text }),
    ...(captures.length > 0 && { capture: captures }),
  };
  return { step, others: members as ReadonlyMap<K, Node> };
}

/** Reads `{access: $.token, csrf: cookie:XSRF-TOKEN, form: 'pattern:name="t" value="([^"]+)"', id: header:X-Id}`. */
export function capturesOf(reader: FileReader, node: Node): Capture[] {
  if (node.kind !== 'map') throw reader.wrong(node, 'capture has to be a map such as {access: $.token}');
  return node.entries.flatMap(({ key, at, value }): Capture[] => {
    const text = reader.raw(value, `capture.${key}`);
    // Cookies are always kept, as a browser does; it may be said all the same.
    if (key === 'cookies' && text === 'all') return [];
    if (!/^[A-Za-z_][\w-]*$/.test(key)) throw reader.wrong(at, 'a capture has a name of letters and digits');
    return [{ name: key, from: fromOf(reader, value, text, key) }];
  });
}

function fromOf(reader: FileReader, node: Node, text: string, name: string): Capture['from'] {
  const [, kind, rest = ''] = /^(header|cookie|pattern):\s*([^]+)$/.exec(text) ?? [];
  if (kind === 'header') return { kind, name: rest };
  if (kind === 'cookie') return { kind, name: rest };
  if (kind === 'pattern') {
    if (!isPattern(rest))
      throw reader.wrong(
        node,
        `capture.${name} is no regular expression with a group, as in pattern:token="([^"]+)"`,
      );
    return { kind, pattern: rest };
  }
  if (!/^\$(?:\.[^.[\]'"$\s]+|\[\d+\]|\['[^']*'\]|\["[^"]*"\])+$/.test(text))
    throw reader.wrong(
      node,
      `capture.${name} has to say where: $.path.in.json, header:Name, cookie:name or pattern:regular expression`,
    );
  return { kind: 'json', path: text };
}

function isPattern(text: string): boolean {
  try {
    // An alternative that matches nothing tells how many groups there are.
    return (new RegExp(`${text}|`).exec('')?.length ?? 0) > 1;
  } catch {
    return false;
  }
}

function bodyOf(
  reader: FileReader,
  kind: (typeof BODIES)[number],
  node: Node,
  what: string,
): [type: string, text: string] {
  if (kind === 'json') return ['application/json', JSON.stringify(reader.json(node))];
  if (kind === 'text') return ['text/plain;charset=UTF-8', reader.template(node, `${what}.text`)];
  return ['application/x-www-form-urlencoded', encodedPairs(pairs(reader, node, `${what}.form`))];
}

function pairs(reader: FileReader, node: Node | undefined, what: string): [string, string][] {
  if (!node) return [];
  if (node.kind !== 'map') throw reader.wrong(node, `${what} has to be a map such as {name: value}`);
  return node.entries.map(({ key, value }) => [key, reader.template(value, `${what}.${key}`)]);
}

/** `{name}` is encoded when it is filled in. */
function encodedPairs(all: readonly (readonly [string, string])[]): string {
  const encoded = (text: string): string =>
    text
      .split(/(\{[A-Za-z_][\w.-]*\})/)
      .map((part, at) => (at % 2 === 1 ? part : encodeURIComponent(part)))
      .join('');
  return all.map(([name, value]) => `${encodeURIComponent(name)}=${encoded(value)}`).join('&');
}
