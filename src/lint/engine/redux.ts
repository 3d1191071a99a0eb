import type * as t from '@babel/types';
import { argumentsOf, propertyOf } from './ast.ts';
import type { Program } from './program.ts';
import type { Func, Opaque, Value } from './types.ts';

/** `slice.actions.logout` is the reducer of that name: what happens when the action is dispatched. */
export function reducerOf(program: Program, slice: Opaque, name: string): Value | undefined {
  const { path, call, origin } = slice;
  const made = path.at(-3) ?? origin.name;
  if (!call || path.at(-1) !== 'actions' || path.at(-2) !== '()' || made !== 'createSlice') return undefined;
  const options = sliceOptions(program, call.node, call.func);
  if (options?.kind !== 'object') return undefined;
  const reducers = propertyOf(options.node, 'reducers');
  if (reducers?.type !== 'ObjectProperty') return undefined;
  const value = program.member(program.evaluate(reducers.value, options.func), name);
  if (value.kind !== 'object') return value;
  return program.member(value, 'reducer');
}

function sliceOptions(
  program: Program,
  call: NonNullable<Opaque['call']>['node'],
  func: Func,
): Value | undefined {
  const [first]: (t.Expression | undefined)[] = argumentsOf(call);
  return first && program.evaluate(first, func);
}
