import { BadRequest } from './errors.ts';

/** The most that a request to these routes may carry, bytes. */
export const LARGEST_BODY = 16_384;

/**
 * The text fields of a JSON object or a form. Throws `BadRequest` for anything else; an empty body has none.
 */
export async function fieldsOf(request: Request): Promise<Map<string, string>> {
  const text = await textOf(request);
  if (text === '') return new Map();
  const type = typeOf(request);
  if (type === 'application/x-www-form-urlencoded') return once(new URLSearchParams(text));
  if (type !== 'application/json') throw new BadRequest('the body must be JSON or a form');
  const entries: [string, unknown][] = Object.entries(parsed(text));
  const wrong = entries.find(
    ([name, value]) => /(token|ticket)$/i.test(name) && value !== null && typeof value !== 'string',
  );
  if (wrong) throw new BadRequest('a token or ticket in the body is not a string');
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** The JSON object that a body is. Throws `BadRequest` for anything else. */
export async function objectOf(request: Request): Promise<object> {
  if (typeOf(request) !== 'application/json') throw new BadRequest('the body must be JSON');
  return parsed(await textOf(request));
}

function typeOf(request: Request): string | undefined {
  return (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
}

/** The whole body. Throws `BadRequest` for one that is too large or broke off. */
export async function textOf(request: Request): Promise<string> {
  const bytes = await request.arrayBuffer().catch(() => undefined);
  if (!bytes || bytes.byteLength > LARGEST_BODY) throw new BadRequest('the body is too large or broke off');
  return new TextDecoder().decode(bytes);
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below, without quoting what was sent.
  }
  throw new BadRequest('the body is not a JSON object');
}

function once(form: URLSearchParams): Map<string, string> {
  const fields = new Map(form);
  if (fields.size !== form.size) throw new BadRequest('a field of the form is there twice');
  return fields;
}
