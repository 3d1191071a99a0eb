import type * as t from '@babel/types';
import { argumentsOf, bare, isCall, isFunction, propertyName, type Call } from '../../engine/ast.ts';
import { funcOf } from '../../engine/lookup.ts';
import type { Program } from '../../engine/program.ts';
import type { Func, Value } from '../../engine/types.ts';
import type { Signing } from '../../effects/tokens.ts';
import { siteOf, textOf } from '../../effects/site.ts';

/** Where the default of a library says how long tokens live; `open` where that may be said where it cannot be seen. */
interface Default {
  readonly node: t.Node | undefined;
  readonly func: Func;
  readonly open: boolean;
}

const METHODS: Partial<Record<Signing['library'], readonly string[]>> = {
  nest: ['register', 'registerAsync'],
  fastify: ['register'],
  elysia: ['jwt', 'jwtPlugin', 'use'],
};

/** What a library's module is told about the expiry of tokens, for each time that it is registered. */
export function defaultsOf(program: Program, library: Signing['library']): Default[] {
  return (METHODS[library] ?? []).flatMap((name) =>
    program.callsOf(name).flatMap(({ call, func }) => {
      const options = optionsOf(program, library, call, func);
      if (!options) return [];
      const found: Default[] = [];
      const open = look(program, options, func, found);
      return found.length > 0 ? found : [{ node: undefined, func, open }];
    }),
  );
}

/** The options of a call that registers the module; undefined for any other. */
function optionsOf(program: Program, library: string, call: Call, func: Func): t.Expression | undefined {
  const { owner, from, args } = siteOf(program, call, func);
  const [first, second] = args;
  if (library === 'nest') return owner.endsWith('jwtmodule') || from === '@nestjs/jwt' ? first : undefined;
  if (library === 'elysia') return from !== undefined && /elysia.*jwt/.test(from) ? first : undefined;
  if (!first) return undefined;
  const plugin = program.evaluate(first, func);
  const isPackage = plugin.kind === 'opaque' && plugin.origin.kind === 'package';
  const isIt = isPackage
    ? /fastify.*jwt/.test(plugin.origin.name)
    : /jwt/i.test(textOf(first, func).slice(0, 60));
  // A plugin of the program that is called so registers the library itself.
  return isIt && plugin.kind !== 'function' ? second : undefined;
}

/** Properties whose value holds the options, or makes them. */
const HOLDS = /^(signOptions|sign|jwt|options|useFactory|useClass|useExisting)$/;
const SAYS = /^(expiresIn|exp)$/;

/** Looks for the expiry in what options are; answers whether they may say it where it cannot be seen. */
function look(program: Program, node: t.Node, func: Func, found: Default[], depth = 0): boolean {
  const inner = bare(node);
  if (depth > 6) return true;
  const of = (one: t.Node, where = func): boolean => look(program, one, where, found, depth + 1);
  if (inner.type === 'ObjectExpression') {
    let open = false;
    for (const one of inner.properties) {
      if (one.type === 'SpreadElement') open = of(one.argument) || open;
      else {
        const name = propertyName(one) ?? '';
        const value = one.type === 'ObjectProperty' ? one.value : one;
        if (SAYS.test(name)) found.push({ node: value, func, open: false });
        else if (HOLDS.test(name)) open = of(value) || open;
      }
    }
    return open;
  }
  if (isFunction(inner)) {
    const made = funcOf(inner, func);
    return made ? answers(made, of) : true;
  }
  const value = program.evaluate(inner, func);
  if (value.kind === 'object') return of(value.node, value.func);
  if (value.kind === 'literal') return false;
  if (isCall(inner)) {
    const callee = program.evaluate(inner.callee, func);
    if (callee.kind === 'function') return answers(callee.func, of);
  }
  return ofMaker(value, of);
}

/** A function, a class for NestJS, or what `registerAs('jwt', () => …)` answers. */
function ofMaker(value: Value, of: (one: t.Node, where?: Func) => boolean): boolean {
  if (value.kind === 'function') return answers(value.func, of);
  if (value.kind === 'class' || value.kind === 'instance') {
    const method = value.cls.methods.get('createJwtOptions');
    return method ? answers(method, of) : true;
  }
  if (value.kind !== 'opaque' || !value.call) return true;
  const { node, func } = value.call;
  const makers = argumentsOf(node).filter((one) => isFunction(bare(one)));
  return makers.length === 0 || makers.map((one) => of(one, func)).includes(true);
}

function answers(func: Func, of: (one: t.Node, where?: Func) => boolean): boolean {
  return func.returns.length === 0 || func.returns.map((one) => of(one, func)).includes(true);
}
