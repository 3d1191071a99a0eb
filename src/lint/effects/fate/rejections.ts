import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isCall, isFunction, type Call } from '../../engine/ast.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { chainOn } from './promises.ts';

/** What runs when something that was called fails: `f().catch(g)`, `f().then(x, g)`, `f().pipe(catchError(g))`. */
export interface Rejection {
  /** Where it is given. */
  readonly node: t.Node;
  /** Its source. */
  readonly text: string;
  /** Whether something is made of the answer before: then what is caught stands for that. */
  readonly isLater: boolean;
  /** The whole chain, with what catches. */
  readonly whole: Call;
}

export function rejectionOf(program: Program, call: Call, func: Func): Rejection | undefined {
  const links = chainOn(call, func.module());
  for (const [index, { method, call: link }] of links.entries()) {
    const given = handlerIn(link, method);
    if (!given) continue;
    const source = sourceOf(program, given, func);
    // What there is instead of a value stands for that value.
    const isLater =
      /^(then|pipe)$/.test(method) ||
      links.slice(0, index).some((one) => /^(then|map|andThen)$/.test(one.method));
    return source === undefined ? undefined : { node: given, text: source, isLater, whole: link };
  }
  return undefined;
}

function handlerIn(link: Call, method: string): t.Node | undefined {
  const args = argumentsOf(link);
  if (/^(catch|orElse|getOrElse|recover|unwrapOrElse|unwrapOr|valueOr|orDefault|getOrDefault)$/.test(method))
    return args.at(-1);
  if (method === 'then') return args[1];
  if (method !== 'pipe') return undefined;
  const caught = args.find((one) => isCall(one) && chainOf(one.callee).at(-1) === 'catchError');
  return caught && isCall(caught) ? argumentsOf(caught)[0] : undefined;
}

/** The source of a function, also of one that is only named here; undefined where that is not to be seen. */
function sourceOf(program: Program, given: t.Node, func: Func): string | undefined {
  const node = bare(given);
  // What there is instead: `unwrapOr(false)`.
  if (/^(Boolean|Null|Numeric|String)Literal$|^Identifier$/.test(node.type) && !isNamed(program, node, func))
    return `=> ${func.module().text.slice(node.start ?? 0, node.end ?? 0)}`;
  if (isFunction(node)) return func.module().text.slice(node.start ?? 0, node.end ?? 0);
  const value = program.evaluate(node, func);
  if (value.kind !== 'function') return undefined;
  const { node: own, module } = value.func;
  return module().text.slice(own.start ?? 0, own.end ?? 0);
}

function isNamed(program: Program, node: t.Node, func: Func): boolean {
  return (
    node.type === 'Identifier' &&
    (node.name !== 'undefined' || program.evaluate(node, func).kind === 'function')
  );
}
