import { argumentsOf, bare, isFunction } from './ast.ts';
import type { Program } from './program.ts';
import type { Opaque, Value } from './types.ts';

/** `useAuth().logout`, of `useAuth = defineStore('auth', …)`: an action, or what the setup function answers under that name. */
export function actionOf(program: Program, store: Opaque, name: string): Value | undefined {
  const { path, call } = store;
  if (!call || path.at(-1) !== '()' || path.at(-2) !== '()' || path.at(-3) !== 'defineStore')
    return undefined;
  const made = program.evaluate(call.node.callee, call.func);
  if (made.kind !== 'opaque' || !made.call || made.call.node === call.node) return undefined;
  const { node, func } = made.call;
  for (const one of argumentsOf(node)) {
    const value = program.evaluate(bare(one), func);
    const holder =
      value.kind === 'function' && isFunction(bare(one))
        ? program.answer(value.func)
        : value.kind === 'object'
          ? program.member(value, 'actions')
          : undefined;
    const found = holder?.kind === 'object' ? program.member(holder, name) : undefined;
    if (found?.kind === 'function') return found;
  }
  return undefined;
}
