import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isCall, isMember, propertyName, type Call } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Site } from './site.ts';

/** What jose's builder of tokens was told before it signs. */
interface Built {
  readonly payload: t.Expression | undefined;
  /** The methods that were called on it, with their arguments. */
  readonly steps: ReadonlyMap<string, readonly t.Expression[]>;
}

/** `new SignJWT(payload).setJti(…).sign(key)`: the payload, and the methods between. */
export function joseBuilder(program: Program, { node, func }: Site): Built {
  const steps = new Map<string, readonly t.Expression[]>();
  let payload: t.Expression | undefined;
  let inner: t.Node = bare(node.callee);
  for (let turn = 0; turn < 30; turn += 1) {
    if (isMember(inner)) inner = bare(inner.object);
    else if (inner.type === 'Identifier') {
      // `builder.setJti(…);` in a statement of its own.
      for (const call of func.calls) {
        const [root, step] = chainOf(call.callee);
        if (root === inner.name && step !== undefined && call !== node) noteSteps(call, steps);
      }
      const value = program.evaluate(inner, func);
      if (value.kind !== 'opaque' || !value.call) break;
      inner = value.call.node;
    } else if (isCall(inner)) {
      if (inner.type === 'NewExpression') {
        [payload] = argumentsOf(inner);
        break;
      }
      const callee: t.Node = bare(inner.callee);
      if (!isMember(callee)) break;
      steps.set(propertyName(callee) ?? '', argumentsOf(inner));
      inner = callee;
    } else break;
  }
  return { payload, steps };
}

/** The methods of a chain of calls. */
function noteSteps(chain: Call, steps: Map<string, readonly t.Expression[]>): void {
  for (let inner: t.Node = chain; isCall(inner);) {
    const callee = bare(inner.callee);
    if (!isMember(callee)) return;
    steps.set(propertyName(callee) ?? '', argumentsOf(inner));
    inner = bare(callee.object);
  }
}
