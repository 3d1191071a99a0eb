import type * as t from '@babel/types';
import { argumentsOf, bare, isCall } from '../../engine/ast.ts';
import { constantOf } from '../../engine/constant.ts';
import { decoratorsOf } from '../../engine/decorators.ts';
import { functionsOf } from '../../engine/functions.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { siteOf, textOf, type Site } from '../../effects/site.ts';
import type { Route } from '../../entries/route.ts';
import { routesOf } from '../../entries/routes.ts';
import { superOf, validateOf } from '../signing/libraries.ts';

/** A strategy of passport-jwt, by what it is registered as. */
export interface Strategy {
  readonly name: string;
  /** Its class, or the variable that holds it. */
  readonly called: string;
  /** How the name is written: a literal or a constant. */
  readonly written: string;
  /** What is given a verified payload. */
  readonly validate: Func;
  /** What it is set up with. */
  readonly site: Site;
}

/** Strategies of classes, and those of `passport.use('name', new Strategy(options, verify))`. */
export function strategiesOf(program: Program): Strategy[] {
  return program.modules.flatMap((module) =>
    module.specifiers.has('passport-jwt') || module.classes.length > 0
      ? [
          ...ofClasses(program, module.classes),
          ...(module.specifiers.has('passport-jwt') ? ofCalls(program, module.funcs) : []),
        ]
      : [],
  );
}

function ofClasses(program: Program, classes: readonly NonNullable<Func['cls']>[]): Strategy[] {
  return classes.flatMap((cls): Strategy[] => {
    const validate = validateOf(program, cls);
    const site = validate && superOf(program, cls);
    if (!site) return [];
    const above = cls.node.superClass && bare(cls.node.superClass);
    const second = above && isCall(above) ? above.arguments[1] : undefined;
    const name = second && constantOf(program, second, cls.func);
    return [
      {
        name: typeof name === 'string' ? name : 'jwt',
        called: cls.name,
        written: second ? textOf(second, cls.func) : "'jwt'",
        validate,
        site,
      },
    ];
  });
}

function ofCalls(program: Program, funcs: readonly Func[]): Strategy[] {
  return funcs.flatMap((func) =>
    func.calls.flatMap((call): Strategy[] => {
      const site = call.type === 'NewExpression' ? siteOf(program, call, func) : undefined;
      const last = site?.args.at(-1);
      if (site?.from !== 'passport-jwt' || !last || site.args.length < 2) return [];
      const [validate] = functionsOf(program, last, func);
      if (!validate) return [];
      const { given, called } = usedAs(call, func);
      const name = given && constantOf(program, given, func);
      return [
        {
          name: typeof name === 'string' ? name : 'jwt',
          called,
          written: given ? textOf(given, func) : "'jwt'",
          validate,
          site,
        },
      ];
    }),
  );
}

/** What a strategy is registered as: itself in `passport.use`, or by the variable that holds it. */
function usedAs(
  call: t.Node,
  func: Func,
): { readonly given: t.Expression | undefined; readonly called: string } {
  const { parents, funcs } = func.module();
  const parent = parents.get(call);
  const called =
    parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : '';
  for (const one of funcs) {
    for (const use of one.calls) {
      const args = argumentsOf(use);
      const [first] = args;
      const isIt = args.some(
        (arg) => arg === call || (called !== '' && arg.type === 'Identifier' && arg.name === called),
      );
      if (isIt) return { given: args.length > 1 ? first : undefined, called };
    }
  }
  return { given: undefined, called };
}

/** The routes that stand behind the guard of a strategy, by its name or by a class that extends it. */
export function routesBehind(program: Program, { name, written }: Strategy): Route[] {
  const plain = name.replace(/[^\w-]/g, '.');
  const asWritten = /^[\w.]+$/.test(written) ? `|${written.replaceAll('.', String.raw`\.`)}\\b` : '';
  const guard = new RegExp(`(AuthGuard|authenticate)\\(\\s*\\[?\\s*(['"\`]${plain}['"\`]${asWritten})`);
  const guards = program.modules.flatMap(({ classes }) =>
    classes.flatMap(({ node, func, name: own }) =>
      node.superClass && own !== '' && guard.test(textOf(node.superClass, func)) ? [own] : [],
    ),
  );
  return routesOf(program).filter(({ handler, node, func }) => {
    const decorators = [...decoratorsOf(handler), ...(handler.cls ? decoratorsOf(handler.cls) : [])];
    const text = [...decorators.map((one) => textOf(one.node, handler)), textOf(node, func)].join(' ');
    return guard.test(text) || guards.some((own) => text.includes(own));
  });
}
