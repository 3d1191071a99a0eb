import { SetupError } from '../setup-error.ts';
import { cmdCommands } from './cmd-words.ts';
import { bodyOf } from './curl-body.ts';
import { curlOptions, type CurlOption } from './curl-options.ts';
import type { Recorded } from './recorded.ts';
import { shellCommands, type Environment } from './shell-words.ts';
import { decoded } from '../texts/decoded.ts';

const LONGEST = 1_048_576;
/** Options that would send a file, or something that depends on this machine. */
const REFUSED = new Map([
  ['upload-file', 'sends a file'],
  ['config', 'reads a file'],
  ['netrc', 'reads a file'],
]);

/**
 * The requests of one or more curl commands, as browsers copy them ("Copy as cURL", for bash or cmd) or as people write them.
 * Throws `SetupError`, without a secret, for what cannot be read or would need a file.
 */
export function requestsOfCurl(text: string, env: Environment): Recorded[] {
  if (text.length > LONGEST) throw new SetupError('the curl command is longer than 1 MiB');
  const pasted = text.trim();
  if (/^(?:Invoke-|\$session\b)/i.test(pasted))
    throw new SetupError('this is a PowerShell command; choose "Copy as cURL (bash)" in the browser');
  if (/^(?:await )?fetch\(/.test(pasted))
    throw new SetupError('this is a fetch(…); choose "Copy as cURL (bash)" in the browser');
  const commands = isCmd(pasted) ? cmdCommands(pasted) : shellCommands(pasted, env);
  if (commands.length === 0) throw new SetupError('the curl command is empty');
  return commands.map(requestOfWords);
}

/** The request of a curl command that a shell has taken apart already. */
export function requestOfWords([program = '', ...words]: readonly string[]): Recorded {
  if (!/^(?:.*[/\\])?curl(?:\.exe)?$/i.test(program))
    throw new SetupError(
      'a curl command begins with curl; was it pasted whole, and does its URL stand in quotes?',
    );
  const options = curlOptions(words);
  for (const { name } of options) {
    const what = REFUSED.get(name);
    if (what !== undefined) throw new SetupError(`curl's --${name} ${what}, which is not done here`);
  }
  const urls = valuesOf(options, 'url');
  const [typed] = urls;
  if (typed === undefined) throw new SetupError('the curl command has no URL');
  if (urls.length > 1) throw new SetupError('the curl command has more than one URL; are its quotes right?');
  const url = urlOf(typed);
  const { body, type, query } = bodyOf(options);
  for (const part of query) url.search += `${url.search === '' ? '?' : '&'}${part}`;
  const headers = headersOf(options, url, type);
  const asked = valuesOf(options, 'request').at(-1);
  const verb = has(options, 'head') ? 'HEAD' : body === undefined ? 'GET' : 'POST';
  if (asked !== undefined && !/^[A-Za-z-]{1,20}$/.test(asked))
    throw new SetupError("curl's -X has no HTTP method behind it");
  [url.username, url.password, url.hash] = ['', '', ''];
  return {
    step: {
      method: (asked ?? verb).toUpperCase(),
      url: url.href,
      headers: headers.filter(([name]) => name.toLowerCase() !== 'cookie'),
      ...(body !== undefined && { body }),
    },
    cookies: [
      ...valuesOf(options, 'cookie').filter(isCookies),
      ...headers.flatMap(([name, value]) => (name.toLowerCase() === 'cookie' ? [value] : [])),
    ].flatMap(cookiesOf),
  };
}

/** `a=1; b=2`. */
export function cookiesOf(header: string): [name: string, value: string][] {
  return header.split(';').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=');
    return at < 1 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]];
  });
}

/** Those of cmd have carets where no shell has any. */
function isCmd(text: string): boolean {
  if (/^curl(?:\.exe)?\s+(?:-\S+\s+)*\$?'/i.test(text)) return false;
  return /^curl(?:\.exe)?\s[^\n]*(?:\^\s*$|\^")/im.test(text) || /^curl\.exe\s/i.test(text);
}

function urlOf(typed: string): URL {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new SetupError('the curl command has no http:// or https:// URL');
  return url;
}

function headersOf(options: readonly CurlOption[], url: URL, type: string | undefined): [string, string][] {
  const headers: [string, string][] = [];
  const taken = (name: string): boolean => headers.some(([one]) => one.toLowerCase() === name);
  const removed = new Set<string>();
  for (const header of valuesOf(options, 'header')) {
    if (header.startsWith('@')) throw new SetupError("curl's -H @FILE reads a file, which is not done here");
    const [, name, mark, value = ''] = /^([^:;]+)([:;])(.*)$/s.exec(header) ?? [];
    if (name === undefined) continue;
    if (value.trim() !== '' || mark === ';') headers.push([name.trim(), value.trim()]);
    else removed.add(name.trim().toLowerCase());
  }
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && !taken(name) && !removed.has(name)) headers.push([name, value]);
  };
  const bearer = valuesOf(options, 'oauth2-bearer').at(-1);
  const user = valuesOf(options, 'user').at(-1);
  if (user !== undefined && !user.includes(':'))
    throw new SetupError("curl's -u has a user name without a password; write it as name:password");
  const inUrl = url.username === '' ? undefined : `${decoded(url.username)}:${decoded(url.password)}`;
  const basic = user ?? inUrl;
  if (bearer !== undefined) add('authorization', `Bearer ${bearer}`);
  if (basic !== undefined) add('authorization', `Basic ${Buffer.from(basic).toString('base64')}`);
  add('user-agent', valuesOf(options, 'user-agent').at(-1));
  add(
    'referer',
    valuesOf(options, 'referer')
      .at(-1)
      ?.replace(/;auto$/, ''),
  );
  add('content-type', type);
  if (has(options, 'json')) add('accept', 'application/json');
  return headers;
}

/** `-b FILE` names a file of cookies: those are of an old session too, and not needed. */
function isCookies(value: string): boolean {
  return value.includes('=');
}

function valuesOf(options: readonly CurlOption[], wanted: string): string[] {
  return options.flatMap(({ name, value }) => (name === wanted ? [value] : []));
}

function has(options: readonly CurlOption[], wanted: string): boolean {
  return options.some(({ name }) => name === wanted);
}
