import { SetupError } from '../setup-error.ts';

/**
 * The commands of "Copy as cURL (cmd)", each as its words: first Windows' cmd takes its carets away, then the program
 * takes the quotes and backslashes. Browsers double every backslash, so that two are one here, wherever they stand.
 */
export function cmdCommands(text: string): string[][] {
  return lines(text)
    .map(words)
    .filter((command) => command.length > 0);
}

/** What is left once cmd has read its carets. One before a line's end continues it; the next character stands for itself. */
function lines(text: string): string[] {
  const read: string[] = [];
  let line = '';
  let quoted = false;
  let at = 0;
  const end = (): void => {
    read.push(line);
    [line, quoted] = ['', false];
  };
  while (at < text.length) {
    const char = text.charAt(at);
    const escaped = quoted ? null : /^\^(?:\r?\n)?([^]?)/.exec(text.slice(at, at + 4));
    if (escaped) {
      const [whole, next = ''] = escaped;
      const pair = next === '\r' && text.charAt(at + whole.length) === '\n';
      line += pair ? '\n' : next;
      at += whole.length + (pair ? 1 : 0);
      continue;
    }
    if (char === '"') quoted = !quoted;
    if (char === '\n' || (char === '&' && !quoted)) end();
    else if (char !== '\r') line += char;
    at += 1;
  }
  end();
  return read;
}

function words(line: string): string[] {
  const found: string[] = [];
  let word: string | undefined;
  let quoted = false;
  let at = 0;
  while (at < line.length) {
    const [char, next] = [line.charAt(at), line.charAt(at + 1)];
    if (char === '\\' && (next === '"' || next === '\\')) [word, at] = [(word ?? '') + next, at + 2];
    else if (char === '"' && quoted && next === '"') [word, at] = [`${word ?? ''}"`, at + 2];
    else if (char === '"') [quoted, word, at] = [!quoted, word ?? '', at + 1];
    else if (!quoted && (char === ' ' || char === '\t')) {
      if (word !== undefined) found.push(word);
      [word, at] = [undefined, at + 1];
    } else [word, at] = [(word ?? '') + char, at + 1];
  }
  if (quoted) throw new SetupError('the curl command has an open ": was it pasted whole?');
  if (word !== undefined) found.push(word);
  return found;
}
