import { SetupError } from '../setup-error.ts';
import type { CurlOption } from './curl-options.ts';

/** What curl would send, the type it would say, and what goes into the query instead. */
export interface CurlBody {
  readonly body: string | undefined;
  readonly type: string | undefined;
  readonly query: readonly string[];
}

const FORM = 'application/x-www-form-urlencoded';
/** It stands in no value: one that did would be refused. */
const BOUNDARY = '------------------------curfewaudit0000';

/** Puts `-d`, `--data-…`, `--json`, `-F` and `-G` together as curl does. Throws `SetupError` for a file. */
export function bodyOf(options: readonly CurlOption[]): CurlBody {
  const data: string[] = [];
  const jsons: string[] = [];
  const parts: string[] = [];
  const query: string[] = [];
  for (const { name, value } of options) {
    if (name === 'data' || name === 'data-ascii') data.push(noFile(value, name).replaceAll(/[\r\n]/g, ''));
    else if (name === 'data-binary') data.push(noFile(value, name));
    else if (name === 'data-raw') data.push(value);
    else if (name === 'data-urlencode') data.push(encoded(value));
    else if (name === 'url-query') query.push(value.startsWith('+') ? value.slice(1) : encoded(value));
    else if (name === 'json') jsons.push(noFile(value, name));
    else if (name === 'form' || name === 'form-string') parts.push(part(value, name));
  }
  const kinds = [data, jsons, parts].filter((one) => one.length > 0).length;
  if (kinds > 1) throw new SetupError('the curl command mixes -d, --json and -F; use one of them');
  if (options.some(({ name }) => name === 'get'))
    return { body: undefined, type: undefined, query: [...query, ...data] };
  if (parts.length > 0) {
    const body = `${parts.map((one) => `--${BOUNDARY}\r\n${one}\r\n`).join('')}--${BOUNDARY}--\r\n`;
    return { body, type: `multipart/form-data; boundary=${BOUNDARY}`, query };
  }
  if (jsons.length > 0) return { body: jsons.join(''), type: 'application/json', query };
  return data.length > 0
    ? { body: data.join('&'), type: FORM, query }
    : { body: undefined, type: undefined, query };
}

function noFile(value: string, name: string): string {
  if (value.startsWith('@'))
    throw new SetupError(
      `curl's --${name} reads a file, which is not done here; put what the file holds in its place`,
    );
  return value;
}

/** `content`, `=content`, `name=content`. */
function encoded(value: string): string {
  const at = value.indexOf('=');
  if (at === -1) return encodeURIComponent(value.includes('@') ? noFile('@', 'data-urlencode') : value);
  const name = value.slice(0, at);
  const content = encodeURIComponent(value.slice(at + 1));
  return name === '' ? content : `${name}=${content}`;
}

function part(value: string, option: string): string {
  const at = value.indexOf('=');
  if (at < 1) throw new SetupError(`curl's --${option} wants name=value`);
  const name = value.slice(0, at).replaceAll('"', '%22');
  let content = value.slice(at + 1);
  if (option === 'form') {
    if (/^[@<]/.test(content))
      throw new SetupError("curl's -F with a file is not done here; leave that field out");
    content = content.replace(/;type=[\w/+.-]+$/, '').replace(/^"(.*)"$/s, '$1');
  }
  if (content.includes(BOUNDARY)) throw new SetupError("curl's -F has a value that cannot be sent");
  return `Content-Disposition: form-data; name="${name}"\r\n\r\n${content}`;
}
