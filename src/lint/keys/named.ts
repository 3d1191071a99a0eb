import type * as t from '@babel/types';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';

/** A place where a list is asked, by its name. */
interface Asked {
  readonly name: string;
  readonly node: t.Node;
  readonly func: Func;
}

/** Whether a list is named, where that `counts`, and it is not asked: whatever that does, it may write. */
export function isNamedElsewhere(
  program: Program,
  name: string,
  lists: readonly Asked[],
  counts: (before: string) => boolean,
): boolean {
  const asking = lists.filter((one) => one.name === name);
  return placesOf(program, name).some((place) => {
    if (isAsking(place, asking) || !counts(place.before)) return false;
    // A constant that holds the name is the name: what counts is who uses that.
    const constant = /([A-Za-z_$][\w$]*)['"]?\s*(?::\s*\w+\s*)?[=:]\s*['"`]$/.exec(place.before)?.[1];
    if (constant === undefined || !startsWhole(place, name)) return true;
    return placesOf(program, constant).some(
      (use) =>
        isWord(use, constant) &&
        !isAsking(use, asking) &&
        !TAKES.test(use.before) &&
        !isDefinition(use, constant),
    );
  });
}

interface Place {
  readonly file: string;
  readonly text: string;
  readonly at: number;
  /** What stands before it. */
  readonly before: string;
}

function placesOf({ modules }: Program, word: string): Place[] {
  return modules.flatMap(({ file, text }) => {
    const found: Place[] = [];
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      found.push({ file, text, at, before: text.slice(Math.max(0, at - 60), at) });
    return found;
  });
}

function isAsking({ file, at }: Place, asking: readonly Asked[]): boolean {
  return asking.some(
    ({ node, func }) => func.file === file && at >= (node.start ?? 0) && at < (node.end ?? 0),
  );
}

/** Whether the text between quotes is the name alone, and no longer one that begins with it. */
function startsWhole({ text, at }: Place, name: string): boolean {
  return /['"`]/.test(text.charAt(at + name.length));
}

function isWord({ text, at }: Place, word: string): boolean {
  return !/[\w$]/.test(text.charAt(at - 1)) && !/[\w$]/.test(text.charAt(at + word.length));
}

/** An import, an export or a pattern only hands the name on. */
const TAKES = /(\b(import|export)\b[^;()]*|\b(const|let|var)\s*\{[^}]*|exports\s*=\s*\{[^}]*|exports\.)$/;

function isDefinition({ text, at }: Place, constant: string): boolean {
  return /^['"]?\s*(:\s*\w+\s*)?[=:]\s*['"`]/.test(
    text.slice(at + constant.length, at + constant.length + 40),
  );
}
