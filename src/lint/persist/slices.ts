import type * as t from '@babel/types';
import { argumentsOf, bare, propertyName } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func, Value } from '../engine/types.ts';
import { withoutComments } from '../tokens/checking/deeds.ts';
import { saysLogout } from '../words.ts';
import { leaversIn, personalLeft } from './kept-fields.ts';
import { isSetToNothing } from './emptied.ts';

/** One slice of Redux's state, by the name it is kept under. */
export interface Slice {
  readonly name: string;
  readonly node: t.Node;
  readonly at: Func;
}

/** The slices of `combineReducers({ … })`, of the map itself, and of a root reducer that only hands on to them. */
export function slicesOf(program: Program, value: Value): readonly Slice[] | undefined {
  if (value.kind === 'function') {
    if (BEGINS_ANEW.test(sourceOf(value.func, value.func.node))) return undefined;
    for (const call of value.func.calls) {
      const inner = program.evaluate(call.callee, value.func);
      const slices = inner.kind === 'opaque' ? slicesOf(program, inner) : undefined;
      if (slices) return slices;
    }
    return undefined;
  }
  if (value.kind === 'object') {
    return value.node.properties.flatMap((one) => {
      const name = one.type === 'ObjectProperty' ? propertyName(one) : undefined;
      return one.type === 'ObjectProperty' && name !== undefined
        ? [{ name, node: bare(one.value), at: value.func }]
        : [];
    });
  }
  if (value.kind !== 'opaque' || !value.call || !value.path.includes('combineReducers')) return undefined;
  const { node, func } = value.call;
  const [first] = argumentsOf(node);
  const map = first && program.evaluate(first, func);
  return map?.kind === 'object' ? slicesOf(program, map) : undefined;
}

/** What a root reducer does that forgets, or may do so. */
const BEGINS_ANEW = /undefined|\{\s*\}|initial|log_?out|sign_?out|reset|clear|void 0/i;

/** Whether a slice keeps what it has when somebody logs out; undefined where its code is not to be seen. */
export function survives(program: Program, value: Value): boolean | undefined {
  const source =
    value.kind === 'function'
      ? sourceOf(value.func, value.func.node)
      : value.kind === 'opaque' && value.call && value.path.includes('createSlice')
        ? sourceOf(value.call.func, value.call.node)
        : undefined;
  if (source === undefined) return undefined;
  if (leavesSome(program, value, source)) return true;
  return !(
    saysLogout(source) ||
    /\breset|clear|=>\s*initialState/i.test(source) ||
    isSetToNothing(program, source)
  );
}

/** Whether a slice's own logout sets some of what it holds of a person, and leaves the rest. */
function leavesSome(program: Program, value: Value, source: string): boolean {
  if (value.kind !== 'opaque' || !value.call || /extraReducers|addCase|addMatcher/.test(source)) return false;
  const { node, func } = value.call;
  const [first] = argumentsOf(node);
  const options = first && program.evaluate(first, func);
  const initial = options && program.member(options, 'initialState');
  if (options?.kind !== 'object' || initial?.kind !== 'object') return false;
  return personalLeft(initial.node, leaversIn(options.node, options.func)).length > 0;
}

function sourceOf({ module }: Func, { start, end }: t.Node): string {
  return withoutComments(module().text.slice(start ?? 0, end ?? 0));
}
