import { parseArgs } from 'node:util';
import { UsageError } from './io.ts';

/**
 * The options of a command: `boolean` is there or not, `string` takes a value. `text` takes one that may be long, or a lone dash
 * for the standard input or output; `texts` is one that may be given more than once.
 */
export type Options = Readonly<Record<string, 'string' | 'boolean' | 'text' | 'texts'>>;

export type Given<O extends Options> = {
  readonly [K in keyof O]?: O[K] extends 'boolean' ? true : O[K] extends 'texts' ? readonly string[] : string;
};

/** What stands on a command's line. */
export interface CommandLine<O extends Options> {
  readonly given: Given<O>;
  /** What is no option, before a `--`. */
  readonly operands: readonly string[];
  /** What follows a `--`; undefined without one. */
  readonly rest: readonly string[] | undefined;
}

/** Ids are random and may begin with a dash; no option is as long. */
const DASHED_ID = /^-[\w-]{19,}$/;
const LONGEST = { string: 1_024, text: 1_048_576, texts: 1_048_576 };

/**
 * Reads a command's options. Throws `UsageError` for one that is unknown, repeated, empty or without its value,
 * and for anything else on the line: a revocation must not mean something other than what was typed.
 */
export function parse<const O extends Options>(
  command: string,
  argv: readonly string[],
  options: O,
): Given<O> {
  const { given, operands, rest } = parseLine(command, argv, options);
  if (operands.length > 0 || rest) throw wrong(command, `${command} takes nothing but options`);
  return given;
}

/** Reads a command's options, and what else is on its line. Throws `UsageError` for an option as `parse` does. */
export function parseLine<const O extends Options>(
  command: string,
  argv: readonly string[],
  options: O,
): CommandLine<O> {
  const end = argv.indexOf('--');
  const before = end === -1 ? argv : argv.slice(0, end);
  const types = Object.fromEntries(
    Object.entries(options).map(([name, type]) => [
      name,
      { type: type === 'boolean' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  const { tokens } = parseArgs({ args: [...before], options: types, strict: false, tokens: true });
  const given: Record<string, string | string[] | true> = {};
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const type = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (type === undefined) throw wrong(command, `unknown option ${shown(token.rawName)}`);
    const earlier = Object.hasOwn(given, token.name) ? given[token.name] : undefined;
    if (earlier !== undefined && type !== 'texts') throw wrong(command, `${token.rawName} is given twice`);
    if (type === 'boolean') {
      if (token.value !== undefined) throw wrong(command, `${token.rawName} takes no value`);
      given[token.name] = true;
      continue;
    }
    const value = valueOf(command, token, type);
    given[token.name] = type === 'texts' ? [...(Array.isArray(earlier) ? earlier : []), value] : value;
  }
  return { given: given as Given<O>, operands, rest: end === -1 ? undefined : argv.slice(end + 1) };
}

function valueOf(
  command: string,
  token: {
    readonly rawName: string;
    readonly value?: string | undefined;
    readonly inlineValue?: boolean | undefined;
  },
  type: keyof typeof LONGEST,
): string {
  const { rawName, value, inlineValue } = token;
  const fits = (text: string): boolean =>
    !text.startsWith('-') || DASHED_ID.test(text) || (type !== 'string' && text === '-');
  if (value === undefined || (inlineValue !== true && !fits(value)))
    throw wrong(command, `${rawName} needs a value (one with a dash in front: ${rawName}=VALUE)`);
  if (value === '') throw wrong(command, `${rawName} is empty`);
  if (value.length > LONGEST[type])
    throw wrong(command, `${rawName} is longer than ${LONGEST[type]} characters`);
  return value;
}

function wrong(command: string, what: string): UsageError {
  return new UsageError(`${what}; see curfew ${command} --help`);
}

/** What was typed, unless it may be a token that was pasted in the wrong place. */
export function shown(typed: string): string {
  return /^[a-z-]{1,24}$/i.test(typed) ? typed : '(not shown, in case it is a secret)';
}
