import type * as t from '@babel/types';
import { bare, chainOf, isCall } from '../engine/ast.ts';
import { boundBy } from '../engine/patterns.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { effectsOf } from '../effects/classify.ts';

/** Whether a handler answers by what it is given, and not by what it returns. */
export function hasResponse({ node }: Func): boolean {
  return (
    node.type !== 'File' &&
    node.params.some((one) =>
      boundBy(one).some(({ name }) =>
        /^_*(res|response|reply|rep|ctx|context|c|h|next|done|cb|callback)$/i.test(name),
      ),
    )
  );
}

/** Whether an answer is sent after it, in the same function. */
export function answersAfter(program: Program, func: Func, call: t.Node): boolean {
  return (
    effectsOf(program, func).some(
      ({ kind, node }) =>
        (kind === 'respond' || kind === 'clear-cookie') && (node.start ?? 0) > (call.end ?? 0),
    ) ||
    func.returns.some((one) => (one.start ?? 0) > (call.end ?? 0)) ||
    func.calls.some(
      (one) =>
        (one.start ?? 0) > (call.end ?? 0) &&
        /^(redirect|permanentRedirect)$/.test(chainOf(one.callee).join('.')),
    ) ||
    // Koa answers with what is assigned.
    func.assigned.some(
      (one) =>
        one.type === 'AssignmentExpression' &&
        (one.start ?? 0) > (call.end ?? 0) &&
        /^(this\.)?(ctx|context|c)\.(response\.)?(body|status)$/.test(chainOf(one.left).join('.')),
    )
  );
}

const REPLY = /^(_?res|response|reply)$/;
const SENDS = /^(send|json|redirect|end|sendStatus|render|sendFile)$/;

/** The answers that a function sends in any case, and goes on: statements of its body by themselves. */
export function repliesIn(func: Func): t.Node[] {
  const { node } = func;
  if (node.type === 'File' || node.body.type !== 'BlockStatement') return [];
  return node.body.body.filter((one) => {
    const call = one.type === 'ExpressionStatement' ? bare(one.expression) : undefined;
    if (!call || !isCall(call)) return false;
    const chain = chainOf(call.callee);
    return REPLY.test(chain[0] ?? '') && SENDS.test(chain.at(-1) ?? '');
  });
}
