import { readFileSync } from 'node:fs';
import { kindOfFile, type Given, type Source } from '../audit/setup/given.ts';
import { durationOf } from '../audit/setup/file-reader.ts';
import { SetupError } from '../audit/setup-error.ts';
import type { CommandLine } from './args.ts';
import { UsageError, type Io } from './io.ts';

export const OPTIONS = {
  config: 'text',
  'login-curl': 'texts',
  har: 'text',
  openapi: 'text',
  script: 'text',
  record: 'text',
  me: 'text',
  refresh: 'text',
  logout: 'text',
  canary: 'text',
  base: 'texts',
  user: 'text',
  'allow-host': 'texts',
  'max-requests': 'string',
  probe: 'texts',
  patience: 'string',
  yes: 'boolean',
  json: 'text',
  sarif: 'text',
  junit: 'text',
  html: 'text',
  badge: 'text',
  previous: 'text',
  code: 'text',
} as const;

export type HttpLine = CommandLine<typeof OPTIONS>;

const SCRIPT = /\.[cm]?[jt]s$/i;
const STDIN = 0;

/** What was given on the line, with the files that it names. Throws `UsageError` when it is not one way to sign in. */
export function givenOf(line: HttpLine, env: Io['env']): Given {
  const { given } = line;
  const patience = given.patience === undefined ? undefined : durationOf(given.patience);
  if (given.patience !== undefined && patience === undefined)
    throw new UsageError('--patience takes a time such as 30s, 5m or 1h');
  for (const base of given.base ?? [])
    if (!/^https?:$/.test(URL.parse(base)?.protocol ?? ''))
      throw new UsageError('--base takes a URL such as http://127.0.0.1:3000');
  return {
    source: sourceOf(line),
    bases: (given.base ?? []).map((base) => base.replace(/\/$/, '')),
    me: given.me,
    refresh: given.refresh,
    logout: given.logout,
    canary: given.canary,
    user: given.user,
    password: env['CURFEW_AUDIT_PASSWORD'] ?? env['PASS'],
    patience,
    env,
  };
}

function sourceOf({ given, operands, rest }: HttpLine): Source {
  const [operand, second] = operands;
  if (second !== undefined)
    throw new UsageError(
      'audit http takes one FILE; does a curl command stand without quotes? Put -- in front of it',
    );
  const sources: (() => Source)[] = [];
  if (operand !== undefined) sources.push(() => fileSource(operand));
  if (rest) sources.push(() => ({ kind: 'words', words: rest }));
  const { config, har, openapi, script, record, 'login-curl': curls } = given;
  if (config !== undefined) sources.push(() => ({ kind: 'plan', name: config, text: textOf(config) }));
  if (curls) sources.push(() => ({ kind: 'curl', texts: curls.map(curlText) }));
  if (har !== undefined) sources.push(() => ({ kind: 'har', name: har, text: textOf(har) }));
  if (script !== undefined) sources.push(() => ({ kind: 'script', file: script }));
  if (record !== undefined) sources.push(() => ({ kind: 'record', url: urlOf(record, '--record') }));
  if (openapi !== undefined)
    sources.push(() =>
      /^https?:\/\//i.test(openapi)
        ? { kind: 'openapi-url', url: urlOf(openapi, '--openapi') }
        : { kind: 'openapi', name: openapi, text: textOf(openapi) },
    );
  const [source, another] = sources;
  if (!source)
    throw new UsageError(
      'how does one sign in? Give a FILE, --login-curl, --har, --openapi, --script or --record; see curfew audit http --help',
    );
  if (another)
    throw new UsageError(
      'give one of FILE, -- curl …, --login-curl, --har, --openapi, --script, --record and --config',
    );
  return source();
}

function fileSource(name: string): Source {
  if (SCRIPT.test(name)) return { kind: 'script', file: name };
  if (/^curl\s/.test(name)) return { kind: 'curl', texts: [name] };
  const text = textOf(name);
  return { kind: kindOfFile(name, text), name, text };
}

/** The command itself, `@FILE` or `-`. */
function curlText(value: string): string {
  if (value === '-') return textOf(STDIN);
  return value.startsWith('@') ? textOf(value.slice(1)) : value;
}

function urlOf(value: string, option: string): string {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError(`${option} takes a URL such as http://127.0.0.1:3000`);
  return url.href;
}

function textOf(file: string | typeof STDIN): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const name = file === STDIN ? 'the standard input' : file;
    throw new SetupError(`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
