import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isCall, isMember, propertyName, type Call } from './ast.ts';
import type { Program } from './program.ts';
import type { Func, Value } from './types.ts';

const known = new WeakMap<Program, ReadonlyMap<string, readonly Handed[]>>();

interface Handed {
  readonly node: t.Expression;
  readonly func: Func;
}

/** Who holds things for others by their names: a request, an app, a container. */
const HOLDERS =
  /^_?(c|ctx|context|app|server|fastify|instance|container|di|services|registry|ioc|locator|injector|scope|discope|diContainer|state|locals)$/i;
/** Where nothing else is kept by its name: a store has a \`get\` as well. */
const GIVES = /^(get|resolve|make|use|cradle)$/;
const TAKES = /^(set|register|registerValue|registerInstance|provide|bind|value|add|addSingleton|singleton)$/;

/**
 * What \`c.get('auth')\` is, where one thing is handed on under that name: \`c.set('auth', new AuthService())\`,
 * \`container.register('auth', auth)\`.
 */
export function handedOn(program: Program, node: Call): Value | undefined {
  const name = keyOf(node, GIVES);
  const [only, second] = name === undefined ? [] : (indexOf(program).get(name) ?? []);
  if (!only || second) return undefined;
  const made = classIn(only.node);
  const value = program.evaluate(made ?? only.node, only.func);
  if (value.kind === 'class') return { kind: 'instance', cls: value.cls };
  return value.kind === 'instance' || value.kind === 'object' || value.kind === 'function'
    ? value
    : undefined;
}

function keyOf(node: Call, methods: RegExp): string | undefined {
  const chain = chainOf(node.callee);
  const method = chain.at(-1) ?? '';
  const [first] = argumentsOf(node);
  if (chain.length < 2 || !methods.test(method) || first?.type !== 'StringLiteral') return undefined;
  return HOLDERS.test(chain.at(-2) ?? '') ? first.value : undefined;
}

/** `asClass(AuthService).singleton()`, `asValue(auth)`: what is wrapped. */
function classIn(node: t.Expression): t.Expression | undefined {
  for (let inner: t.Node = bare(node), turn = 0; isCall(inner) && turn < 6; turn += 1) {
    const callee: t.Node = bare(inner.callee);
    if (callee.type === 'Identifier')
      return /^as(Class|Value|Function)$/.test(callee.name) ? argumentsOf(inner)[0] : undefined;
    if (!isMember(callee)) return undefined;
    inner = bare(callee.object);
  }
  return undefined;
}

function indexOf(program: Program): ReadonlyMap<string, readonly Handed[]> {
  const before = known.get(program);
  if (before) return before;
  const found = new Map<string, Handed[]>();
  const add = (name: string, one: Handed): void => void found.set(name, [...(found.get(name) ?? []), one]);
  for (const method of [
    'set',
    'register',
    'registerValue',
    'registerInstance',
    'provide',
    'value',
    'singleton',
  ]) {
    for (const { call, func } of program.callsOf(method)) {
      const [first, second] = argumentsOf(call);
      const name = keyOf(call, TAKES);
      if (name !== undefined && second && bare(second).type !== 'StringLiteral')
        add(name, { node: second, func });
      // `container.register({ authService: asClass(AuthService) })`
      const all = method === 'register' && first?.type === 'ObjectExpression' ? first.properties : [];
      for (const one of all) {
        const key = one.type === 'ObjectProperty' ? propertyName(one) : undefined;
        if (one.type === 'ObjectProperty' && key !== undefined && classIn(one.value as t.Expression))
          add(key, { node: one.value as t.Expression, func });
      }
    }
  }
  known.set(program, found);
  return found;
}
