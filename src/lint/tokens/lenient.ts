import { bare, isCall } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { decoratorsOf } from '../engine/decorators.ts';
import type { Program } from '../engine/program.ts';
import type { Cls } from '../engine/types.ts';
import { reachOf } from '../effects/reach.ts';
import { textOf, type Site } from '../effects/site.ts';
import type { Route } from '../entries/route.ts';
import { routesOf } from '../entries/routes.ts';
import { superOf, validateOf } from './libraries.ts';
import { couldRevoke } from './revocable.ts';

/** A strategy of passport-jwt that lets expired tokens in where they are exchanged for new ones. */
export interface LenientStrategy {
  readonly site: Site;
  /** Whether the route behind it is seen to sign a token. */
  readonly issues: boolean;
}

const NAMED = /refresh|renew|reissue|extend/i;

export function lenientStrategies(program: Program): readonly LenientStrategy[] {
  return program.modules.flatMap((module) =>
    module.text.includes('ignoreExpiration')
      ? module.classes.flatMap((cls): LenientStrategy[] => {
          const validate = validateOf(program, cls);
          const site = validate && superOf(program, cls);
          if (!site || !/ignoreExpiration\s*:\s*(true|!0)/.test(site.given)) return [];
          const text = textOf(validate.node, validate);
          if (couldRevoke(program, reachOf(program, validate)) || /\bexp\b/.test(text)) return [];
          const name = nameOf(program, cls);
          const behind = routesOf(program).filter((route) => isGuarded(program, route, name));
          const issuing = behind.filter(({ handler }) => {
            const reach = reachOf(program, handler);
            return reach.effects.some(({ kind }) => kind === 'sign') && !couldRevoke(program, reach);
          });
          if (issuing.length > 0) return [{ site, issues: true }];
          return behind.length === 0 && NAMED.test(`${cls.name} ${name}`) ? [{ site, issues: false }] : [];
        })
      : [],
  );
}

/** What the strategy is registered as: the second argument of PassportStrategy, `jwt` by default. */
function nameOf(program: Program, cls: Cls): string {
  const above = cls.node.superClass && bare(cls.node.superClass);
  const second = above && isCall(above) ? above.arguments[1] : undefined;
  const name = second && constantOf(program, second, cls.func);
  return typeof name === 'string' ? name : 'jwt';
}

/** Whether a route stands behind the guard of a strategy, by its name or by a class that extends it. */
function isGuarded(program: Program, { handler, node, func }: Route, name: string): boolean {
  const decorators = [...decoratorsOf(handler), ...(handler.cls ? decoratorsOf(handler.cls) : [])];
  const text = [...decorators.map((one) => textOf(one.node, handler)), textOf(node, func)].join(' ');
  const guard = new RegExp(
    `(AuthGuard|authenticate)\\(\\s*\\[?\\s*['"\`]${name.replace(/[^\w-]/g, '.')}['"\`]`,
  );
  if (guard.test(text)) return true;
  return program.modules.some(({ classes }) =>
    classes.some(
      ({ node: one, func: where, name: own }) =>
        one.superClass && own !== '' && text.includes(own) && guard.test(textOf(one.superClass, where)),
    ),
  );
}
