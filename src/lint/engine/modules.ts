import type * as t from '@babel/types';
import { opaque, UNKNOWN } from './values.ts';
import type { Program } from './program.ts';
import type { Func, Module, Value } from './types.ts';

/** What `import { name } from specifier` is. `*` is the whole. */
export function importedFrom(program: Program, specifier: string, name: string, from: string): Value {
  const module = program.module(specifier, from);
  if (!module) {
    const path = name === 'default' || name === '*' ? [] : [name];
    const isOwn = /^[.~@#]?\/|^\.\.?\/|^(src|app)\//.test(specifier);
    const plain = specifier.replace(/^node:/, '');
    return opaque(isOwn ? { kind: 'missing', name: specifier } : { kind: 'package', name: plain }, path);
  }
  // What a CommonJS module is as a whole may be a function.
  if (name === '*')
    return module.exports.has('=') ? exported(program, module, 'default') : { kind: 'module', module };
  return exported(program, module, name);
}

/** What a module exports under a name, followed through other modules. */
export function exported(program: Program, module: Module, name: string, seen: Module[] = []): Value {
  if (seen.includes(module)) return UNKNOWN;
  const one = module.exports.get(name);
  if (one?.kind === 'here') return valueHere(program, module, one.node);
  if (one?.kind === 'from') return importedFrom(program, one.specifier, one.name, module.file);
  const whole = module.exports.get('=');
  if (whole?.kind === 'here') {
    const value = valueHere(program, module, whole.node);
    return name === 'default' ? value : program.member(value, name);
  }
  // A CommonJS module imported as a default is the module itself.
  if (name === 'default') return { kind: 'module', module };
  for (const specifier of module.stars) {
    const next = program.module(specifier, module.file);
    if (!next) continue;
    const value = exported(program, next, name, [...seen, module]);
    if (value !== UNKNOWN && !(value.kind === 'module' && value.module === next)) return value;
  }
  return UNKNOWN;
}

/** The expression that a module exports under a name, which may say more than what it is: `15 * MINUTE`. */
export function exportedNode(
  program: Program,
  module: Module,
  name: string,
  depth = 0,
): { readonly node: t.Node; readonly func: Func } | undefined {
  const one = module.exports.get(name);
  if (one?.kind === 'here') return { node: one.node, func: module.top };
  if (depth > 5) return undefined;
  const next = one ? [one] : module.stars.map((specifier) => ({ specifier, name }));
  for (const { specifier, name: other } of next) {
    const from = program.module(specifier, module.file);
    const found = from && exportedNode(program, from, other, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function valueHere(program: Program, module: Module, node: t.Node): Value {
  const func = module.funcs.find((one) => one.node === node);
  if (func) return { kind: 'function', func };
  const cls = module.classes.find((one) => one.node === node);
  return cls ? { kind: 'class', cls } : program.evaluate(node, module.top);
}
