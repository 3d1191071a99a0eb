import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';

const REFUSES = /\b401\b|unauthori[sz]ed|unauthenticated/i;
const known = new WeakMap<Program, Map<string, boolean>>();
const guards = new WeakMap<Program, readonly string[]>();

/** Whether a table or a model is asked where somebody is refused: then it is no mere record, whatever it is called. */
export function guardAsks(program: Program, name: string): boolean {
  return /^[A-Za-z_]\w+$/.test(name) && anyGuard(program, `store ${name}`, asks(name));
}

/** Whether a field is a key by which a guard finds something, or what it compares with a word. */
export function guardAsksField(program: Program, field: string): boolean {
  return anyGuard(
    program,
    `field ${field}`,
    new RegExp(
      `\\b(?:find\\w*|get\\w*|exists|count\\w*|where)\\(\\s*\\{[^;]{0,80}\\b${field}\\b|(?<![\\w.])(?:\\w+\\??\\.)*${field}\\s*[!=]==?\\s*['"\\x60][\\w-]+['"\\x60]\\s*\\)`,
    ),
  );
}

/** `LoginHistory.findOne(…)`, `this.logs.find(…)`, `FROM login_history`. */
function asks(name: string): RegExp {
  return new RegExp(
    `\\b${name}\\s*\\??\\.(?:find|get|exists|count|first|select|where|query|has)\\w*\\(|\\bfrom\\s+["'\\x60]?(?:\\w+\\.)?${name}\\b`,
    'i',
  );
}

function anyGuard(program: Program, key: string, pattern: RegExp): boolean {
  const answers = known.get(program) ?? new Map<string, boolean>();
  known.set(program, answers);
  let answer = answers.get(key);
  if (answer === undefined) {
    answer = guardsOf(program).some((text) => pattern.test(text));
    answers.set(key, answer);
  }
  return answer;
}

/** The texts of the functions in which somebody is refused. */
function guardsOf(program: Program): readonly string[] {
  const before = guards.get(program);
  if (before) return before;
  const found = program.modules.flatMap(({ text, funcs }) =>
    REFUSES.test(text) ? funcs.flatMap((func) => textOfGuard(text, func)) : [],
  );
  guards.set(program, found);
  return found;
}

function textOfGuard(text: string, { node }: Func): string[] {
  if (node.type === 'File') return [];
  const own = text.slice(node.start ?? 0, node.end ?? 0);
  return own.length < 6000 && REFUSES.test(own) ? [own] : [];
}
