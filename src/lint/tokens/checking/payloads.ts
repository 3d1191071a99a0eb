import { bare, isCall } from '../../engine/ast.ts';
import { annotation, boundBy } from '../../engine/patterns.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { verifyingOf } from '../../effects/tokens.ts';
import type { Reach } from '../../effects/reach.ts';
import { siteOf, textOf } from '../../effects/site.ts';
import { verifiedIn } from './verified.ts';

/** What people call it. */
export const PAYLOADS: RegExp =
  /^(payload|decoded\w*|claims?|jwt_?payload|verified\w*|token_?(data|payload|info)|user_?data)$/i;

/** The names that hold what a verified token says, by function: from where it is verified to where it is handed on. */
export function payloadNames(program: Program, { funcs }: Reach): ReadonlyMap<Func, ReadonlySet<string>> {
  const found = new Map<Func, Set<string>>();
  for (const func of funcs)
    found.set(
      func,
      new Set([...verifiedIn(program, func).map(({ name }) => name), ...givenByVerify(program, func)]),
    );
  // Twice, for what is handed on by who was handed it.
  for (const func of [...funcs, ...funcs]) {
    for (const call of func.calls) {
      const { value, args } = siteOf(program, call, func);
      if (value.kind !== 'function' || !found.has(value.func)) continue;
      for (const [at, one] of args.entries()) {
        const inner = bare(one);
        if (inner.type === 'Identifier' && (PAYLOADS.test(inner.name) || holds(found, func, inner.name)))
          found.get(value.func)?.add(parameterAt(value.func, at) ?? markOf(at));
      }
    }
  }
  return found;
}

/** Stands for a parameter that is taken apart where it is declared. */
export function markOf(index: number): string {
  return `#${index}`;
}

/** Whether a name holds it in a function, or in one around that. */
export function holds(names: ReadonlyMap<Func, ReadonlySet<string>>, func: Func, name: string): boolean {
  for (let around: Func | undefined = func; around; around = around.outer) {
    if (names.get(around)?.has(name)) return true;
    if (around.scope.has(name)) return false;
  }
  return false;
}

function parameterAt(func: Func, at: number): string | undefined {
  const parameter = func.node.type === 'File' ? undefined : func.node.params[at];
  const [only] = parameter ? boundBy(parameter) : [];
  return only?.path.length === 0 ? only.name : undefined;
}

/** What the callback of a verification is given, or by its type is what a token says. */
function givenByVerify(program: Program, func: Func): string[] {
  if (func.node.type === 'File') return [];
  const parent = func.module().parents.get(func.node);
  const isCallback =
    parent !== undefined &&
    func.outer !== undefined &&
    isCall(parent) &&
    verifyingOf(program, siteOf(program, parent, func.outer)) !== undefined;
  return func.node.params.flatMap((one, at) => {
    const type = annotation(one);
    const isIt =
      (isCallback && at === 1) || (type !== undefined && /payload|claims/i.test(textOf(type, func)));
    return isIt ? boundBy(one).map(({ name }) => name) : [];
  });
}
