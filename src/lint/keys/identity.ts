import type * as t from '@babel/types';
import { bare, chainOf, isMember, propertyName, type Call } from '../engine/ast.ts';
import { bindingOf } from '../engine/lookup.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { siteOf } from '../effects/site.ts';
import { kindOf, type ValueKind } from './value-kind.ts';

/** Something is put into a collection in memory that is looked for as something else. */
export interface IdentityMismatch {
  readonly node: t.Node;
  readonly func: Func;
  readonly put: ValueKind;
  readonly asked: ValueKind;
  /** What the collection is called. */
  readonly name: string;
  readonly other: { readonly node: t.Node; readonly func: Func };
}

interface Use {
  readonly node: Call;
  readonly func: Func;
  /** Every kind that it may be; undefined where one cannot be seen. */
  readonly kind: ValueKind | undefined;
  readonly isPut: boolean;
}

const PUTS = /^(add|set|push|unshift)$/;
const ASKS = /^(has|get|includes|indexOf)$/;

/** The collections of files whose members can never be found, as what is put in is of another kind. */
export function identityMismatches(program: Program): IdentityMismatch[] {
  const collections = new Map<t.Node, Use[]>();
  for (const { funcs, text } of program.modules) {
    if (!/\bnew (Weak)?(Set|Map)\b|=\s*\[\s*\]/.test(text)) continue;
    for (const func of funcs) {
      for (const call of func.calls) {
        const init = collectionOf(call, func);
        const [first] = call.arguments;
        if (!init || !first) continue;
        const isPut = PUTS.test(siteOf(program, call, func).method);
        const uses = collections.get(init) ?? [];
        collections.set(init, uses);
        uses.push({ node: call, func, kind: kindOf(program, first, func), isPut });
      }
    }
  }
  return [...collections.values()].flatMap((uses) => {
    const put = uses.filter((one) => one.isPut);
    const asked = uses.filter((one) => !one.isPut);
    const [first] = put;
    const [other] = asked;
    if (!first?.kind || !other) return [];
    // An object that is written out there is no other's.
    const never = put.every(
      (one) =>
        one.kind === 'object' || asked.every((ask) => one.kind && ask.kind && !meet(one.kind, ask.kind)),
    );
    return never
      ? [
          {
            node: first.node,
            func: first.func,
            put: first.kind,
            asked: other.kind ?? 'text',
            name: nameOf(first.node),
            other,
          },
        ]
      : [];
  });
}

function nameOf({ callee }: Call): string {
  return chainOf(callee).at(-2) ?? '';
}

function meet(put: ValueKind, asked: ValueKind): boolean {
  if (put === 'object' || asked === 'object') return false;
  if (put === 'objectId' || asked === 'objectId') return put === asked;
  // A claim is what was signed: a number or a text.
  return put === asked || put === 'claim' || asked === 'claim';
}

/** The Set, the Map or the array of a file, or of a class, whose member is asked for or put in. */
function collectionOf(call: Call, func: Func): t.Node | undefined {
  const callee = bare(call.callee);
  const method = isMember(callee) ? (propertyName(callee) ?? '') : '';
  if (!isMember(callee) || !(PUTS.test(method) || ASKS.test(method))) return undefined;
  const holder = bare(callee.object);
  let init: t.Node | undefined;
  if (holder.type === 'Identifier') {
    const found = bindingOf(holder.name, func);
    if (found?.binding.kind === 'variable' && found.func.node.type === 'File') init = found.binding.init;
  } else if (isMember(holder) && bare(holder.object).type === 'ThisExpression') {
    let around: Func | undefined = func;
    while (around && !around.cls) around = around.outer;
    init = around?.cls?.fields.get(propertyName(holder) ?? '')?.value;
  }
  const made = init && bare(init);
  if (!made) return undefined;
  const isList =
    made.type === 'ArrayExpression' &&
    made.elements.length === 0 &&
    /^(push|unshift|includes|indexOf)$/.test(method);
  const isKeyed =
    made.type === 'NewExpression' &&
    /^(Set|Map|WeakSet|WeakMap)$/.test(chainOf(made.callee).join('.')) &&
    /^(add|set|has|get)$/.test(method);
  return isList || isKeyed ? made : undefined;
}
