import { parseArgs } from 'node:util';
import { UsageError } from './io.ts';

/** The options of a command: which take a value, and which are there or not. */
export type Options = Readonly<Record<string, 'string' | 'boolean'>>;

export type Given<O extends Options> = { readonly [K in keyof O]?: O[K] extends 'boolean' ? true : string };

/** Ids are random and may begin with a dash; no option is as long. */
const DASHED_ID = /^-[\w-]{19,}$/;
const LONGEST = 1_024;

/**
 * Reads a command's options. Throws `UsageError` for one that is unknown, repeated, empty or without its value,
 * and for anything else on the line: a revocation must not mean something other than what was typed.
 */
export function parse<const O extends Options>(
  command: string,
  argv: readonly string[],
  options: O,
): Given<O> {
  const wrong = (what: string): UsageError => new UsageError(`${what}; see curfew ${command} --help`);
  const types = Object.fromEntries(Object.entries(options).map(([name, type]) => [name, { type }]));
  const { tokens } = parseArgs({ args: [...argv], options: types, strict: false, tokens: true });
  const given: Record<string, string | true> = {};
  for (const token of tokens) {
    if (token.kind !== 'option') throw wrong(`${command} takes nothing but options`);
    const type = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (type === undefined) throw wrong(`unknown option ${shown(token.rawName)}`);
    if (Object.hasOwn(given, token.name)) throw wrong(`${token.rawName} is given twice`);
    if (type === 'boolean') {
      if (token.value !== undefined) throw wrong(`${token.rawName} takes no value`);
      given[token.name] = true;
      continue;
    }
    const { value } = token;
    if (value === undefined || (!token.inlineValue && value.startsWith('-') && !DASHED_ID.test(value))) {
      throw wrong(`${token.rawName} needs a value (one with a dash in front: ${token.rawName}=VALUE)`);
    }
    if (value === '') throw wrong(`${token.rawName} is empty`);
    if (value.length > LONGEST) throw wrong(`${token.rawName} is longer than ${LONGEST} characters`);
    given[token.name] = value;
  }
  return given as Given<O>;
}

/** What was typed, unless it may be a token that was pasted in the wrong place. */
export function shown(typed: string): string {
  return /^[a-z-]{1,24}$/i.test(typed) ? typed : '(not shown, in case it is a secret)';
}
