import { header, headersNamed } from '../network/content.ts';
import { readSetCookie } from '../cookies/cookie.ts';
import type { Capture } from '../plan.ts';
import type { Reply } from '../network/wire.ts';
import { decoded } from '../texts/decoded.ts';
import { unescaped } from '../texts/unescaped.ts';

/** What an answer holds of what is looked for. A scheme in front of a token (`Bearer …`) is left out. */
export function capturedIn(reply: Reply, captures: readonly Capture[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { name, from } of captures) {
    const value = valueAt(reply, from);
    if (value !== undefined && value !== '') found.set(name, value.replace(/^Bearer\s+/i, ''));
  }
  return found;
}

function valueAt(reply: Reply, from: Capture['from']): string | undefined {
  switch (from.kind) {
    case 'json':
      return scalar(at(json(reply.text), from.path));
    case 'header':
      return header(reply.headers, from.name.toLowerCase());
    case 'cookie':
      return cookie(reply, from.name);
    case 'pattern':
      return pattern(reply, from.pattern);
    default:
      return undefined;
  }
}

function pattern({ text }: Reply, wanted: string): string | undefined {
  const found = new RegExp(wanted).exec(text)?.[1];
  return found === undefined ? undefined : unescaped(found);
}

/** A cookie's value as a request has to repeat it: decoded, which is what frameworks compare a CSRF header with. */
function cookie(reply: Reply, name: string): string | undefined {
  const set = headersNamed(reply.headers, 'set-cookie').map((text) =>
    readSetCookie(text, reply.request.url, Date.now()),
  );
  const value = set.findLast((one) => one?.name === name)?.value;
  return value === undefined ? undefined : decoded(value);
}

/** The JSON value of a text; undefined when it is none. */
export function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What is at `$.data.list[0]['a key']`; undefined when nothing is. */
export function at(value: unknown, path: string): unknown {
  let here = value;
  for (const [, plain, quoted] of path.matchAll(
    /(?:^\$?\.?|\.)([^.[\]'"$]+)|\[\s*(\d+|'[^']*'|"[^"]*")\s*\]/g,
  )) {
    const name = plain ?? (quoted ?? '').replaceAll(/^['"]|['"]$/g, '');
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Record<string, unknown>)[name];
  }
  return here;
}

function scalar(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
