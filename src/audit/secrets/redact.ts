import type { Exchange } from '../outcome.ts';
import type { Secrets } from './secrets.ts';
import type { Reply } from '../network/wire.ts';

/** Of a body, a report shows so many characters. */
const SHOWN = 4_000;
/** Their values are words of this house, and no password changes them. */
const FIXED = new Set(['verdict', 'state', 'id', 'name', 'references', 'method']);
/** Tokens that nobody captured, such as an ID token in the answer to a login. */
const JWT = /\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*){0,3}/g;

/** A request and its answer as an outcome has them. `began` is an instant as `Reply.at` is. Secrets are still in it. */
export function exchangeOf(reply: Reply, began: number): Exchange {
  const { request, status, headers, text, error } = reply;
  return {
    at: Math.max(0, Math.round(reply.at - began)),
    took: Math.round(reply.took * 10) / 10,
    request: {
      method: request.method,
      url: request.url.href,
      headers: request.headers,
      ...(request.body !== undefined && { body: request.body }),
    },
    ...(error === undefined ? { response: { status, headers, body: text } } : { error }),
  };
}

/**
 * A copy without any secret: every text is gone through, in the headers also by their meaning, so that what `secrets` has never
 * met stays hidden too. A body is cut only after that, lest half a secret stay.
 */
export function redacted<T>(value: T, secrets: Secrets): T {
  return cleaned(value, '', secrets) as T;
}

function cleaned(value: unknown, key: string, secrets: Secrets): unknown {
  if (typeof value === 'string') {
    if (FIXED.has(key)) return value;
    const text = secrets.conceal(value).replaceAll(JWT, '<token>');
    return key === 'body' && text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  }
  if (FIXED.has(key) || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    if (key === 'headers')
      return (value as [string, string][]).map(([name, text]) => [name, headerOf(name, text, secrets)]);
    return value.map((each: unknown) => cleaned(each, '', secrets));
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, cleaned(each, name, secrets)]),
  );
}

function headerOf(name: string, value: string, secrets: Secrets): string {
  const text = secrets.conceal(value).replaceAll(JWT, '<token>');
  switch (name.toLowerCase()) {
    case 'authorization':
    case 'proxy-authorization':
      return hiddenCredentials(text);
    case 'cookie':
      return text.split(/; */).map(hiddenPair).join('; ');
    case 'set-cookie': {
      const [pair = '', ...attributes] = text.split(';');
      return [isDeletion(text) ? pair : hiddenPair(pair), ...attributes].join(';');
    }
    default:
      return text;
  }
}

/** `Bearer <access #1>` stays; of what is not known, the scheme does. */
function hiddenCredentials(text: string): string {
  const [, scheme = '', rest = text] = /^([\w-]+\s+)(.+)$/.exec(text) ?? [];
  return scheme + (/^<[^<>]*>$/.test(rest) ? rest : '<hidden>');
}

function hiddenPair(pair: string): string {
  const at = pair.indexOf('=');
  const value = pair.slice(at + 1);
  return value === '' || /^<[^<>]*>$/.test(value) ? pair : `${pair.slice(0, at + 1)}<hidden>`;
}

function isDeletion(text: string): boolean {
  return /;\s*max-age=(?:0|-\d+)\s*(?:;|$)/i.test(text) || /;\s*expires=[^;]*\b19[67]\d\b/i.test(text);
}
