import type * as t from '@babel/types';
import type { Func } from '../../engine/types.ts';

/** A function as if it had only some of its statements: what stands in the others does not happen on this way. */
function only(func: Func, body: readonly t.Statement[]): Func | undefined {
  const [first] = body;
  const last = body.at(-1);
  if (!first || !last || func.node.type === 'File') return undefined;
  const within = ({ start, end }: t.Node): boolean =>
    (start ?? 0) >= (first.start ?? 0) && (end ?? 0) <= (last.end ?? 0);
  const block = { ...first, type: 'BlockStatement', body: [...body], directives: [] } as t.BlockStatement;
  block.end = last.end ?? null;
  return {
    ...func,
    node: { ...func.node, body: block, start: first.start ?? null, end: last.end ?? null } as t.Function,
    inner: func.inner.filter(({ node }) => within(node)),
    calls: func.calls.filter(within),
    tagged: func.tagged.filter(within),
    assigned: func.assigned.filter(within),
    returns: func.returns.filter(within),
    tries: func.tries.filter(within),
    jsx: [],
  };
}

/** What a function does once something in a `try` has failed. */
export interface Rescue {
  /** The `catch`, with what comes before the `try` and after it. */
  readonly parts: readonly Func[];
  readonly handler: Func;
}

/** The ways of a function that lead through a `catch` of its own. */
export function rescuesOf(func: Func): readonly Rescue[] {
  const { node } = func;
  if (node.type === 'File' || node.body.type !== 'BlockStatement') return [];
  const { body } = node.body;
  return func.tries.flatMap((one): Rescue[] => {
    const at = body.findIndex((statement) => statement === one);
    const handler = one.handler && only(func, one.handler.body.body);
    if (at < 0 || !handler || one.finalizer) return [];
    const beside = [body.slice(0, at), body.slice(at + 1)].flatMap((part) => only(func, part) ?? []);
    return [{ handler, parts: [handler, ...beside] }];
  });
}
