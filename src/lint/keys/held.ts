import type * as t from '@babel/types';
import { bare, chainOf, isCall } from '../engine/ast.ts';
import { bindingOf } from '../engine/lookup.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { givenTo } from '../tokens/signing/parameter.ts';

/** An expression, and the function in which it stands. */
interface Placed {
  readonly node: t.Node;
  readonly func: Func;
}

/** What a name stands for: what its variable holds there, or what all who call the function give. */
type Held =
  | { readonly kind: 'value'; readonly value: Placed }
  /** One step into something, by a pattern: only the name of that step is known. */
  | { readonly kind: 'part'; readonly name: string }
  | { readonly kind: 'given'; readonly all: readonly Placed[] };

export function heldBy(program: Program, node: t.Identifier, func: Func): Held | undefined {
  const found = bindingOf(node.name, func);
  if (found?.binding.kind === 'parameter') {
    const { path, func: owner, index } = found.binding;
    const last = path.at(-1);
    if (last !== undefined) return { kind: 'part', name: path.slice(-2).join('.') };
    const all = givenTo(program, owner, index) ?? [];
    const given = all.slice(0, MOST).map((one) => ({ node: one.node, func: one.site.func }));
    return given.length > 0 ? { kind: 'given', all: given } : undefined;
  }
  if (found?.binding.kind !== 'variable') return undefined;
  const { binding } = found;
  const later = found.func.assigned.flatMap((one) => {
    const isIt =
      one.type === 'AssignmentExpression' && one.left.type === 'Identifier' && one.left.name === node.name;
    return isIt && (one.end ?? 0) <= (node.start ?? 0) ? [one.right] : [];
  });
  const last = binding.path.at(-1);
  const value = later.at(-1) ?? binding.init;
  if (later.length === 0 && last !== undefined)
    return { kind: 'part', name: binding.path.slice(-2).join('.') };
  if (!value) return undefined;
  return { kind: 'value', value: { node: value, func: found.func } };
}

/** More callers than these are not asked. */
const MOST = 12;

const HANDS_OVER =
  /^(get|read|extract|parse|verify|decode|find|fetch|load|create|generate|issue|sign|make|new|split|slice|replace|pop|shift|at|trim|sub|match|cookie|header|param|query|random|uuid|then|catch|first|take|from|String|require|unseal|unsign|prompt)/i;

/** Whether a call makes something else of what it is given, as a hash does, as far as its name can tell. */
export function mayChange(node: t.Node): boolean {
  const inner = bare(node);
  return isCall(inner) && !HANDS_OVER.test(chainOf(inner.callee).at(-1) ?? '');
}
