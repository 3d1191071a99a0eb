import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isFunction, type Call } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func, Value } from '../engine/types.ts';
import { toldToSaga } from './client/saga.ts';

/** A call, and what is known of what it calls. */
export interface Site {
  readonly node: Call;
  readonly func: Func;
  /** As it is written: `this users save`. */
  readonly chain: readonly string[];
  /** The last of these names, and the others in lower case with dots between them. */
  readonly method: string;
  readonly owner: string;
  readonly value: Value;
  /** The package that it comes from, and the way there; from a name that is nowhere defined, that name first. */
  readonly from: string | undefined;
  readonly path: readonly string[];
  readonly args: readonly t.Expression[];
  /** The text of its arguments, and of those among them that are no functions. */
  readonly given: string;
  readonly told: string;
}

const LONGEST = 600;
const known = new WeakMap<Call, Site>();

export function siteOf(program: Program, node: Call, func: Func): Site {
  const before = known.get(node);
  if (before) return before;
  const callee = program.evaluate(node.callee, func);
  const told = toldToSaga(node, callee);
  const chain = chainOf(told?.callee ?? node.callee);
  const value = told ? program.evaluate(told.callee, func) : callee;
  const isOpaque = value.kind === 'opaque';
  const args = told?.args ?? argumentsOf(node);
  const [first] = args;
  const last = args.at(-1);
  const given = first && last ? slice(func, first.start, last.end) : '';
  const site: Site = {
    node,
    func,
    chain,
    method: chain.at(-1) ?? '',
    owner: chain.slice(0, -1).join('.').toLowerCase(),
    value,
    from: isOpaque && value.origin.kind === 'package' ? value.origin.name : undefined,
    path: isOpaque ? (value.origin.kind === 'global' ? [value.origin.name, ...value.path] : value.path) : [],
    args,
    given,
    told: args.some((one) => isFunction(bare(one)))
      ? args.flatMap((one) => (isFunction(bare(one)) ? [] : textOf(one, func))).join(', ')
      : given,
  };
  known.set(node, site);
  return site;
}

/** The source of a node, cut to a length that is quick to look through. */
export function textOf(node: t.Node, func: Func): string {
  return slice(func, node.start, node.end);
}

function slice(func: Func, start: number | null | undefined, end: number | null | undefined): string {
  const from = start ?? 0;
  return func.module().text.slice(from, Math.min(end ?? from, from + LONGEST));
}
