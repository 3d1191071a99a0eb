import type * as t from '@babel/types';
import {
  argumentsOf,
  bare,
  chainOf,
  isCall,
  isMember,
  keyOf,
  propertyName,
  propertyOf,
  type Call,
} from './ast.ts';
import type { Constant } from './constant.ts';
import type { Program } from './program.ts';
import type { Func, Module } from './types.ts';

/** Names of what holds a program's settings. */
const HOLDERS =
  /^_?(\w*config(uration|service|s)?|conf|cfg|env|envs|environment|settings|nconf|parameters)$/i;
const READS = /^(get|getOrThrow|getString|getNumber|required|env|fetch|lookup|use)$/i;
/** How the environment spells its names. */
const SHOUTED = /^[A-Z][A-Z\d]*_[A-Z\d_]+$/;

/** Tells the value of an expression that can be told. */
type ConstantOf = (node: t.Node, func: Func) => Constant | undefined;

/**
 * What a setting is where nobody sets it: its default in a file of settings, or in the schema by which the environment is
 * read. Undefined where there is none, or several.
 */
export function settingOf(program: Program, node: t.Node, func: Func, of: ConstantOf): Constant | undefined {
  const asked = isCall(node) ? inCall(node, func, of) : inName(program, node, func, of);
  if (!asked) return undefined;
  if ('value' in asked) return asked.value;
  const last = asked.path.at(-1);
  if (last === undefined || (asked.path.length < 2 && !SHOUTED.test(last))) return undefined;
  const defaults = new Set(
    defaultsOf(program, last, of).flatMap(({ path, value }) => {
      const end = path.slice(-asked.path.length);
      const fits = SHOUTED.test(last) || end.join('.') === asked.path.join('.');
      return fits ? [value] : [];
    }),
  );
  const [only, ...others] = defaults;
  return others.length === 0 ? only : undefined;
}

type Asked = { readonly path: readonly string[] } | { readonly value: Constant };

/** `config.get('jwt.ttl')`, `env('JWT_TTL', '7d')`. */
function inCall(call: Call, func: Func, of: ConstantOf): Asked | undefined {
  const chain = chainOf(call.callee);
  const method = chain.at(-1) ?? '';
  const holder =
    chain.length > 1 ? (chain.findLast((one, at) => at < chain.length - 1 && one !== '()') ?? '') : method;
  if (!READS.test(method) || !HOLDERS.test(holder)) return undefined;
  const [first, second] = argumentsOf(call);
  const key = first && bare(first).type === 'StringLiteral' ? of(first, func) : undefined;
  if (typeof key !== 'string') return undefined;
  const given = second ? of(second, func) : undefined;
  if (typeof given === 'string' || typeof given === 'number') return { value: given };
  return { path: key.split(/[.:]/) };
}

/** `config.jwt.ttl`, `const { ttl } = config.get('jwt')`. */
function inName(program: Program, node: t.Node, func: Func, of: ConstantOf): Asked | undefined {
  const value = program.evaluate(node, func);
  if (value.kind !== 'opaque') return undefined;
  const { origin, path, call } = value;
  // What nobody sets in the environment itself is not there.
  if (origin.kind === 'global' && /^(process|Bun|Deno|import)$/.test(origin.name)) return undefined;
  if (call) {
    const steps = path.slice(call.at);
    const asked = steps.length > 0 ? inCall(call.node, call.func, of) : undefined;
    if (asked && 'path' in asked) return { path: [...asked.path, ...steps] };
    const own = steps.slice(steps.findLastIndex((one) => HOLDERS.test(one)) + 1);
    return own.length === 1 && SHOUTED.test(own[0] ?? '') ? { path: own } : undefined;
  }
  const names = [...(origin.kind === 'unknown' || origin.kind === 'parameter' ? [origin.name] : []), ...path];
  const whole = names.length > 1 || !isMember(node) ? names : chainOf(node);
  const at = whole.findIndex((one) => HOLDERS.test(one));
  const steps =
    origin.kind === 'package' && origin.name === 'config' ? path : at < 0 ? [] : whole.slice(at + 1);
  return steps.length > 0 ? { path: steps } : undefined;
}

interface Default {
  readonly path: readonly string[];
  readonly value: Constant;
}

const known = new WeakMap<Program, Map<string, readonly Default[]>>();

/** Everything that is written in the program for a setting of this name. */
function defaultsOf(program: Program, name: string, of: ConstantOf): readonly Default[] {
  const names = known.get(program) ?? new Map<string, readonly Default[]>();
  known.set(program, names);
  const before = names.get(name);
  if (before) return before;
  // While it is looked for, it has none.
  names.set(name, []);
  const found = program.modules.flatMap((module) =>
    module.text.includes(name)
      ? [...module.parents.keys()].flatMap((node) => defaultIn(module, node, name, of))
      : [],
  );
  names.set(name, found);
  return found;
}

function defaultIn(module: Module, node: t.Node, name: string, of: ConstantOf): Default[] {
  if (node.type !== 'ObjectProperty' && node.type !== 'ClassProperty') return [];
  if (keyOf(node.key, node.computed ?? false) !== name || !node.value) return [];
  const value = writtenIn(node.value, module.top, of);
  return typeof value === 'string' || typeof value === 'number'
    ? [{ path: pathOf(module, node), value }]
    : [];
}

/** `'7d'`, `{ default: '7d' }`, `z.string().default('7d')`, `str({ default: '7d' })`. */
function writtenIn(node: t.Node, func: Func, of: ConstantOf): Constant | undefined {
  const inner = bare(node);
  if (inner.type === 'ObjectExpression') {
    const property = propertyOf(inner, 'default');
    return property?.type === 'ObjectProperty' ? of(property.value, func) : undefined;
  }
  if (!isCall(inner)) {
    const isPlain = inner.type !== 'Identifier' && !isMember(inner);
    return isPlain ? of(inner, func) : undefined;
  }
  for (let call: t.Node = inner; isCall(call);) {
    const callee: t.Node = bare(call.callee);
    const [first, second] = argumentsOf(call);
    if (isMember(callee) && propertyName(callee) === 'default') return first && of(first, func);
    if (first?.type === 'ObjectExpression' && propertyOf(first, 'default')) return writtenIn(first, func, of);
    if (second && READS.test(chainOf(callee).at(-1) ?? '')) return of(second, func);
    if (!isMember(callee)) break;
    call = bare(callee.object);
  }
  return undefined;
}

/** The names of the objects around a property, and its own; `registerAs('jwt', …)` is one of them. */
function pathOf({ parents }: Module, property: t.ObjectProperty | t.ClassProperty): string[] {
  const path: string[] = [];
  for (let node: t.Node | undefined = property; node; node = parents.get(node)) {
    if (node.type === 'ObjectProperty' || node.type === 'ClassProperty') {
      const name = keyOf(node.key, node.computed ?? false);
      if (name !== undefined) path.unshift(name);
    } else if (isCall(node) && chainOf(node.callee).at(-1) === 'registerAs') {
      const [first] = node.arguments;
      if (first?.type === 'StringLiteral') path.unshift(first.value);
    }
  }
  return path;
}
