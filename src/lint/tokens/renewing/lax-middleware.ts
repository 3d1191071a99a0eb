import { nameOfHolder } from '../../engine/name.ts';
import type { Program } from '../../engine/program.ts';
import { reachOf } from '../../effects/reach.ts';
import { siteOf, textOf } from '../../effects/site.ts';
import { isLogout } from '../../entries/logouts.ts';
import { isIn } from '../../effects/fate/within.ts';
import { routesOf } from '../../entries/routes.ts';
import type { LenientStrategy } from './lenient.ts';
import { libraries } from '../signing/libraries.ts';
import { couldRevoke } from '../checking/revocable.ts';

/** A middleware of express-jwt, koa-jwt or hono that takes expired tokens, before a route that gives new ones. */
export function laxMiddlewares(program: Program): readonly LenientStrategy[] {
  return libraries(program).flatMap(({ node, at, site }) => {
    const options = site?.args.findLast((one) => program.evaluate(one, at).kind === 'object');
    const value = options && program.evaluate(options, at);
    if (!site || value?.kind !== 'object') return [];
    if (!/ignoreExpiration\s*:\s*(true|!0)|\bexp\s*:\s*false\b/.test(textOf(value.node, value.func)))
      return [];
    const name = nameOfHolder(node, at.module().parents, '');
    const called = name === '' ? undefined : new RegExp(`\\b${name.replaceAll('$', String.raw`\$`)}\\b`);
    const issuing = routesOf(program)
      .filter(
        (route) =>
          !isLogout(route) &&
          ((route.func.file === at.file && isIn(node, route.node)) ||
            called?.test(textOf(route.node, route.func)) === true),
      )
      .map(({ handler }) => reachOf(program, handler))
      .find((reach) => reach.effects.some(({ kind }) => kind === 'sign') && !couldRevoke(program, reach));
    return issuing ? [{ site: siteOf(program, site.node, at), issuing }] : [];
  });
}
