import type { Program } from '../engine/program.ts';
import type { Func, Module } from '../engine/types.ts';
import { answersRequests } from '../entries/logouts.ts';
import { namesLogout } from '../words.ts';

/** Whether a place in a file runs only when a function is called that nobody in the program names. */
export function isDead(program: Program, module: Module, at: number): boolean {
  let inner: Func = module.top;
  for (const func of module.funcs) {
    const { start, end } = func.node;
    const holds = (start ?? 0) <= at && at < (end ?? 0);
    if (holds && func.node.type !== 'File' && (start ?? 0) >= (inner.node.start ?? 0)) inner = func;
  }
  for (let func: Func | undefined = inner; func && func.node.type !== 'File'; func = func.outer) {
    // A handler is registered where it may not be seen.
    if (func.name !== '')
      return (
        func.cls === undefined &&
        !answersRequests(func) &&
        !namesLogout(func.name) &&
        isUnnamed(program, func.name)
      );
  }
  return false;
}

const known = new WeakMap<Program, Map<string, boolean>>();

/** Whether a name stands only where it is defined, exported and imported. */
function isUnnamed(program: Program, name: string): boolean {
  const names = known.get(program) ?? new Map<string, boolean>();
  known.set(program, names);
  const before = names.get(name);
  if (before !== undefined) return before;
  const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', String.raw`\$`)}(?![\\w$])`, 'g');
  const found = program.modules.every(({ text }) => {
    const code = text
      .replace(/\/\*[\s\S]*?\*\/|(^|[^:'"`])\/\/[^\n]*/g, '$1')
      .replace(/\b(import|export)\s*(type\s*)?\{[^}]*\}(\s*from\s*['"][^'"]*['"])?|import\s[^;\n]*/g, '');
    return [...code.matchAll(word)].every(({ index }) => {
      const ahead = code.slice(Math.max(0, index - 30), index);
      const behind = code.slice(index + name.length, index + name.length + 12);
      return (
        /(\bfunction\*?|\bconst|\blet|\bvar|\bexports\.)\s*$/.test(ahead) &&
        !/^\s*\}?\s*=\s*require/.test(behind)
      );
    });
  });
  names.set(name, found);
  return found;
}
