import type * as t from '@babel/types';
import { bare, isFunction, propertyName } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func, Value } from '../engine/types.ts';
import { isSetToNothing } from './emptied.ts';
import { personalLeft } from './kept-fields.ts';

/** A part of a browser's state that is written to its storage. */
export interface Kept {
  readonly name: string;
  /** What it begins with. */
  readonly state: t.ObjectExpression;
  /** What it can do that empties it. */
  readonly leavers: readonly Func[];
  /** Where its setters stand. */
  readonly source: Func;
  readonly node: t.Node;
  readonly func: Func;
}

/** Names of what is about one person. */
const PERSONAL =
  /^(current|auth|my|me$)|user|auth|account|profile|session|customer|member|patient|cart|basket|message|notification|wallet|address|token|e?mail/i;

/** Whether a part holds something of a person that its own functions do not take away, nor a logout by a setter. */
export function isKept(program: Program, { name, state, leavers, source }: Kept): boolean {
  const fields = state.properties.flatMap((one) =>
    one.type === 'SpreadElement' || (one.type === 'ObjectProperty' && isFunction(bare(one.value)))
      ? []
      : (propertyName(one) ?? []),
  );
  if (fields.length === 0 || !(PERSONAL.test(name) || fields.some((one) => PERSONAL.test(one)))) return false;
  if (isSetToNothing(program, source.module().text)) return false;
  return leavers.length === 0 || personalLeft(state, leavers).length > 0;
}

/** The object that a state begins with: itself, or what a function answers. */
export function stateNode(program: Program, state: Value): t.ObjectExpression | undefined {
  const value = state.kind === 'function' ? program.answer(state.func) : state;
  return value.kind === 'object' ? value.node : undefined;
}
