import { SetupError } from '../setup-error.ts';
import { ansiC } from './ansi-c.ts';

/** The environment that `$NAME` is looked up in. */
export type Environment = Readonly<Record<string, string | undefined>>;

const NAME = /^\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/;

/**
 * The commands of a piece of shell (bash), each as its words, by the shell's rules: `'…'`, `"…"`, `$'…'`, backslashes,
 * continued lines, comments, and `$NAME` from `env`. What a pipe or a redirection does with the answer is left out.
 * Throws `SetupError` for an open quote, an unknown variable and a substitution that would have to be run.
 */
export function shellCommands(text: string, env: Environment): string[][] {
  const commands: string[][] = [];
  let words: string[] = [];
  let word: string | undefined;
  let ignored = false;
  let at = 0;
  const endWord = (): void => {
    if (word !== undefined && !ignored) words.push(word);
    word = undefined;
  };
  const endCommand = (): void => {
    endWord();
    if (words.length > 0) commands.push(words);
    [words, ignored] = [[], false];
  };
  while (at < text.length) {
    const rest = text.slice(at, at + 2);
    const char = text.charAt(at);
    const broken = /^\\\r?\n/.exec(text.slice(at, at + 3));
    if (broken) at += broken[0].length;
    else if (char === '\n' || char === ';' || char === '&') [at] = [at + 1, endCommand()];
    else if (/\s/.test(char)) [at] = [at + 1, endWord()];
    else if (char === '|' || char === '>' || char === '<') {
      endWord();
      [at, ignored] = [at + 1, true];
    } else if (char === '#' && word === undefined) at = endOf(text, '\n', at);
    else if (char === "'") {
      const end = closing(text, "'", at + 1);
      word = (word ?? '') + text.slice(at + 1, end);
      at = end + 1;
    } else if (rest === "$'") {
      const [value, end] = ansiC(text, at + 2);
      [word, at] = [(word ?? '') + value, end];
    } else if (char === '"') {
      const [value, end] = doubleQuoted(text, at + 1, env);
      [word, at] = [(word ?? '') + value, end];
    } else if (char === '$' || char === '`') {
      const [value, end] = expanded(text, at, env);
      [word, at] = [(word ?? '') + value, end];
    } else if (char === '\\') {
      word = (word ?? '') + text.charAt(at + 1);
      at += 2;
    } else {
      word = (word ?? '') + char;
      at += 1;
    }
  }
  endCommand();
  return commands;
}

function doubleQuoted(text: string, start: number, env: Environment): [value: string, end: number] {
  let value = '';
  let at = start;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '"') return [value, at + 1];
    if (char === '\\') {
      const next = text.charAt(at + 1);
      if (next !== '\n') value += /["\\$`]/.test(next) ? next : `\\${next}`;
      at += 2;
    } else if (char === '$' || char === '`') {
      const [inserted, end] = expanded(text, at, env);
      [value, at] = [value + inserted, end];
    } else [value, at] = [value + char, at + 1];
  }
  throw unclosed('"');
}

/** `$NAME` and `${NAME}`; a dollar that begins neither is a dollar. */
function expanded(text: string, at: number, env: Environment): [value: string, end: number] {
  if (text.startsWith('$(', at) || text.startsWith('`', at))
    throw new SetupError(
      'the curl command runs another command inside it; put what that answers in its place',
    );
  const [whole, braced, bare] = NAME.exec(text.slice(at, at + 258)) ?? [];
  if (whole === undefined) return ['$', at + 1];
  const name = braced ?? bare ?? '';
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  if (value === undefined)
    throw new SetupError(`the curl command needs the environment variable ${name}, which is not set`);
  return [value, at + whole.length];
}

function closing(text: string, quote: string, from: number): number {
  const end = text.indexOf(quote, from);
  if (end === -1) throw unclosed(quote);
  return end;
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end === -1 ? text.length : end;
}

function unclosed(quote: string): SetupError {
  const advice =
    'was it pasted whole? A shell takes quotes away: give it after --, or in a file by --login-curl @FILE';
  return new SetupError(`the curl command has an open ${quote}: ${advice}`);
}
