import type * as t from '@babel/types';
import { argumentsOf, propertyOf } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { textOf } from './site.ts';

/** How @fastify/jwt is set up, and what the methods are called that it gives to requests and replies. */
interface Registration {
  readonly options: t.Expression;
  readonly func: Func;
  readonly verify: string;
  readonly sign: string;
}

const known = new WeakMap<Program, readonly Registration[]>();

/** Each `register(require('@fastify/jwt'), options)` whose options can be seen. */
export function fastifyJwts(program: Program): readonly Registration[] {
  const before = known.get(program);
  if (before) return before;
  const found: Registration[] = [];
  // What is asked while this is worked out is not about these methods.
  known.set(program, found);
  for (const { call, func } of program.callsOf('register')) {
    const [plugin, options] = argumentsOf(call);
    if (!plugin || !options || !isJwt(program, plugin, func)) continue;
    const value = program.evaluate(options, func);
    if (value.kind !== 'object') continue;
    const told = (name: string): string | undefined => {
      const property = propertyOf(value.node, name);
      const text =
        property?.type === 'ObjectProperty' ? constantOf(program, property.value, value.func) : undefined;
      return typeof text === 'string' ? text : undefined;
    };
    const namespace = told('namespace');
    found.push({
      options,
      func,
      verify: told('jwtVerify') ?? (namespace === undefined ? 'jwtVerify' : `${namespace}JwtVerify`),
      sign: told('jwtSign') ?? (namespace === undefined ? 'jwtSign' : `${namespace}JwtSign`),
    });
  }
  return found;
}

function isJwt(program: Program, plugin: t.Expression, func: Func): boolean {
  const value = program.evaluate(plugin, func);
  if (value.kind === 'opaque' && value.origin.kind === 'package')
    return /^(@fastify\/jwt|fastify-jwt)$/.test(value.origin.name);
  return value.kind === 'opaque' && /jwt/i.test(textOf(plugin, func));
}

/** Whether a method of a request verifies its token, or one of a reply signs one. */
export function isFastify(program: Program, method: string, what: 'verify' | 'sign'): boolean {
  if (/^\w*jwt(Verify|Sign)$/i.test(method)) return method.toLowerCase().endsWith(what);
  return fastifyJwts(program).some((one) => one[what] === method);
}
