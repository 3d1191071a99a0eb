import { decoratorsOf } from '../../engine/decorators.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { reachOf } from '../../effects/reach.ts';
import { textOf } from '../../effects/site.ts';
import { routesOf } from '../../entries/routes.ts';

const GUARDS =
  /auth|protect|guard|jwt|require_?(user|login|session)|logged_?in|verify|ensure|preHandler|onRequest/i;

/** Whether a route stands behind something that verifies, so that its handler need not do so once more. */
export function isBehindGuard(program: Program, func: Func): boolean {
  return routesOf(program).some(({ handler, before, node, func: where }) => {
    if (handler !== func) return false;
    if (before.some((one) => reachOf(program, one).effects.some(({ kind }) => kind === 'verify')))
      return true;
    // What stands between the path and the handler, where that is not there to read.
    const end = handler.file === where.file ? (handler.node.start ?? 0) : (node.end ?? 0);
    const between = where
      .module()
      .text.slice(node.start ?? 0, end)
      .replace(/(['"`])(?:(?!\1)[^\\]|\\.)*\1/g, '')
      .replace(/^[\w.]*\(|\bauth\s*:\s*(false|null|undefined)/g, '');
    const decorators = [...decoratorsOf(handler), ...(handler.cls ? decoratorsOf(handler.cls) : [])];
    const guarded = decorators.some((one) => /UseGuards\((?!.*refresh)/i.test(textOf(one.node, handler)));
    return guarded || (end > (node.start ?? 0) && handler.file === where.file && GUARDS.test(between));
  });
}
