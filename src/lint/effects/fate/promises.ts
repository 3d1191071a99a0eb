import type * as t from '@babel/types';
import { chainOf, isCall, isFunction, isMember, type Call } from '../../engine/ast.ts';
import type { Func } from '../../engine/types.ts';
import { textOf } from '../site.ts';

/** A step of `promise.then(f).catch(g)`. */
export interface Link {
  readonly method: string;
  readonly call: Call;
}

/** The `then`, `catch` and `finally` that hang on a call, from the inside; `exec()` and the like stand between. */
export function chainOn(
  call: t.Node,
  { parents }: { readonly parents: ReadonlyMap<t.Node, t.Node> },
): Link[] {
  const links: Link[] = [];
  for (let inner = call; ;) {
    const member = parents.get(inner);
    const outer = member && isMember(member) && member.object === inner ? parents.get(member) : undefined;
    if (!member || !outer || !isCall(outer) || outer.callee !== member) return links;
    links.push({ method: chainOf(member).at(-1) ?? '', call: outer });
    inner = outer;
  }
}

/** The observable that is made of a promise: `from(promise)`, `defer(() => promise)`; any other call is itself. */
export function observed(call: Call, func: Func): Call {
  const { parents } = func.module();
  const above = parents.get(call);
  const around = above && isFunction(above) ? parents.get(above) : above;
  return around && isCall(around) && /^(from|defer)$/.test(chainOf(around.callee).join('.')) ? around : call;
}

const LATER = /^(process\.)?(setTimeout|setImmediate|queueMicrotask|nextTick|defer)$/;

/** The call that puts a function off: `setTimeout(() => …)`; undefined for any other. */
export function putOff(func: Func): Call | undefined {
  const parent = func.node.type === 'File' ? undefined : func.module().parents.get(func.node);
  if (!parent || !isCall(parent) || parent.callee === func.node) return undefined;
  return LATER.test(chainOf(parent.callee).join('.')) ? parent : undefined;
}

/** Whether a chain has a `then`: what it hangs on is still to finish. */
export function isPromise(links: readonly Link[]): boolean {
  return links.some(({ method }) => /^(then|catch|finally|exec|execute|executeTakeFirst\w*)$/.test(method));
}

/** Whether the answer is given in `then`: that one has waited. */
export function answersIn(links: readonly Link[], func: Func): boolean {
  return links.some(
    ({ method, call }) =>
      /^(then|finally|subscribe|pipe)$/.test(method) &&
      call.arguments.some((one) =>
        /^(next|resolve|done|cb|callback)$|\b(res|response|reply|ctx|next|resolve|done|cb|callback)\b\s*[.(]/.test(
          textOf(one, func),
        ),
      ),
  );
}
