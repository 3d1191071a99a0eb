import type { Program } from './program.ts';
import type { Func, Value } from './types.ts';

/** Names of what a container hands to whoever names it as a parameter. */
const SERVICE =
  /[a-z\d](Service|Controller|Repository|Repo|Manager|UseCase|Interactor|Gateway|Store|Dao|DAO)$|[a-z\d]_(service|controller|repository|manager|store)$/;

const files = new WeakMap<Program, ReadonlyMap<string, readonly string[]>>();
const known = new WeakMap<Program, Map<string, Value | undefined>>();

/**
 * What `({ authService }) => …` and `constructor(authService)` are given by whoever wires them together: the one class of
 * that name, or what the one file of that name makes. Undefined where there is none, or more than one.
 */
export function injected(program: Program, name: string, func: Func): Value | undefined {
  if (!SERVICE.test(name)) return undefined;
  const found = known.get(program) ?? new Map<string, Value | undefined>();
  known.set(program, found);
  const key = plain(name);
  if (!found.has(key)) {
    found.set(key, undefined);
    found.set(key, ofClass(program, key) ?? ofFile(program, key));
  }
  const value = found.get(key);
  // What a file is given is not the file itself.
  return value?.kind === 'object' && value.func === func ? undefined : value;
}

function ofClass(program: Program, key: string): Value | undefined {
  const [only, second] = program.modules.flatMap(({ classes }) =>
    classes.filter(({ name }) => plain(name) === key),
  );
  return only && !second ? { kind: 'instance', cls: only } : undefined;
}

function ofFile(program: Program, key: string): Value | undefined {
  let byName = files.get(program);
  if (!byName) {
    const all = new Map<string, string[]>();
    for (const file of program.files()) {
      const base = plain((file.split('/').at(-1) ?? '').replace(/\.[cm]?[jt]sx?$/, ''));
      all.set(base, [...(all.get(base) ?? []), file]);
    }
    byName = all;
    files.set(program, all);
  }
  const [file, second] = byName.get(key) ?? [];
  if (file === undefined || second !== undefined) return undefined;
  const module = program.module(`./${file}`, '.');
  if (!module) return undefined;
  const whole = program.exported(module, 'default');
  if (whole.kind === 'class') return { kind: 'instance', cls: whole.cls };
  if (whole.kind !== 'function') return whole.kind === 'opaque' ? undefined : whole;
  const made = program.answer(whole.func);
  return made.kind === 'object' || made.kind === 'instance' ? made : undefined;
}

function plain(name: string): string {
  return name.replace(/[^a-z\d]/gi, '').toLowerCase();
}
