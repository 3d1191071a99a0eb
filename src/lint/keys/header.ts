import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isCall, isMember, propertyName } from '../engine/ast.ts';
import { bindingOf } from '../engine/lookup.ts';
import type { Func } from '../engine/types.ts';

/** Whether something is the whole Authorization header, or what was cut out of it; undefined where neither is seen. */
export function headerForm(expression: t.Node, func: Func, depth = 0): 'header' | 'bare' | undefined {
  if (depth > 8) return undefined;
  const of = (one: t.Node, where = func): 'header' | 'bare' | undefined => headerForm(one, where, depth + 1);
  const node = bare(expression);
  if (node.type === 'LogicalExpression') return of(node.right) ?? of(node.left);
  if (node.type === 'ConditionalExpression') return of(node.consequent) ?? of(node.alternate);
  if (isMember(node)) {
    const name = propertyName(node)?.toLowerCase();
    if (name === 'authorization') return 'header';
    return /^(\d+|length)$/.test(name ?? '') ? of(node.object) : undefined;
  }
  if (isCall(node)) {
    const callee = bare(node.callee);
    if (!isMember(callee)) return undefined;
    const [first] = argumentsOf(node);
    const method = chainOf(callee).at(-1) ?? '';
    if (/^(get|header)$/.test(method) && first?.type === 'StringLiteral')
      return first.value.toLowerCase() === 'authorization' ? 'header' : undefined;
    const inner = of(callee.object);
    // What is cut off is the word Bearer.
    return inner === 'header' && CUTS.test(method) ? 'bare' : inner;
  }
  if (node.type !== 'Identifier') return undefined;
  const found = bindingOf(node.name, func);
  if (found?.binding.kind !== 'variable' || !found.binding.init) return undefined;
  const { init, path } = found.binding;
  const [step] = path;
  if (step === undefined) return of(init, found.func);
  if (step.toLowerCase() === 'authorization') return 'header';
  return /^\d+$/.test(step) ? of(init, found.func) : undefined;
}

const CUTS = /^(split|slice|substring|substr|replace|replaceAll|match|exec)$/;
