import type { Capture, Step } from '../plan.ts';
import { withFields } from './fields.ts';
import { namesPassword, namesRefresh, promisesAccess } from './names.ts';
import { without } from './recorded.ts';
import { decoded } from '../texts/decoded.ts';

/** What a step may name, of what the login gave. */
export interface Held {
  readonly access: boolean;
  readonly refresh: boolean;
  /** Values of the recorded login, and where its answer has them: what repeats one of them names it. */
  readonly traced?: ReadonlyMap<string, Capture> | undefined;
}

const SHORTEST = 8;

/**
 * The step with `{access}`, `{refresh}` and whatever else is known in the place of what an old session had there. A credential
 * that the login does not give is taken out. Basic credentials stay: they are an application's, not a session's.
 */
export function templated(step: Step, held: Held): Step {
  const named = (value: string): string | undefined => {
    const capture = value.length >= SHORTEST ? held.traced?.get(value) : undefined;
    return capture && `{${capture.name}}`;
  };
  // What a header shows as the credential, the address or the body may repeat.
  const old = new Map<string, string>();
  const place = (name: string, scheme: string, token: string, placeholder: string): [string, string][] => {
    if (token.length >= SHORTEST) old.set(token, placeholder);
    return [[name, scheme + placeholder]];
  };
  const headers = step.headers.flatMap(([name, value]): [string, string][] => {
    const [, scheme = '', token = ''] = /^([A-Za-z]+ )?(\S+)$/.exec(value) ?? [];
    const known = named(token);
    if (known !== undefined) return [[name, `${scheme}${known}`]];
    if (!isCredential(name) || /^basic$/i.test(scheme.trim())) return [[name, value]];
    if (namesRefresh(name)) return held.refresh ? place(name, scheme, token, '{refresh}') : [];
    return held.access ? place(name, scheme, token, '{access}') : [];
  });
  const fields = withFields({ ...step, headers }, ({ name, value }) => {
    const known = named(value);
    if (known !== undefined) return known;
    if (namesPassword(name) || value.length < SHORTEST) return undefined;
    if (namesRefresh(name) && held.refresh && !/type/i.test(name)) return '{refresh}';
    if (promisesAccess(name) < 5 || value.includes(' ')) return undefined;
    return held.refresh ? '{refresh}' : held.access ? '{access}' : undefined;
  });
  return repeating({ ...fields, url: tracedUrl(fields.url, held) }, old);
}

function repeating(step: Step, old: ReadonlyMap<string, string>): Step {
  let { url, body } = step;
  for (const [token, placeholder] of old) {
    url = url.replaceAll(token, placeholder).replaceAll(encodeURIComponent(token), placeholder);
    body = body?.replaceAll(token, placeholder);
  }
  return { ...step, url, body };
}

/** The step without a token of an older login. */
export function withoutOldToken(step: Step): Step {
  const [, value = ''] = step.headers.find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  return /^basic /i.test(value) ? step : without(step, 'authorization');
}

/** Headers that hold a session's token, whatever they are called. */
function isCredential(name: string): boolean {
  return (
    /^authorization$/i.test(name) || (/^x-/i.test(name) && (promisesAccess(name) >= 3 || namesRefresh(name)))
  );
}

/** A session's id is often a part of the path: `DELETE /sessions/17`. */
function tracedUrl(url: string, { traced }: Held): string {
  if (!traced) return url;
  return url.replaceAll(/[^/?=&#]+/g, (part, at: number) => {
    const capture = at > 8 ? traced.get(decoded(part)) : undefined;
    return capture === undefined ? part : `{${capture.name}}`;
  });
}
