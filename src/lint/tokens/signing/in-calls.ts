import type * as t from '@babel/types';
import { argumentsOf, bare, propertyOf } from '../../engine/ast.ts';
import { bindingOf } from '../../engine/lookup.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { siteOf } from '../../effects/site.ts';
import { keysOf, type Keys } from './claims.ts';

/** The keys of an object in one call of the function in which it stands: of what the call gives for a parameter. */
export type KeysIn = (expression: t.Expression | undefined) => Keys;

/** For each call that is seen of the function around something, what is given there. */
export function inCalls(program: Program, func: Func): readonly KeysIn[] {
  const owner = named(func);
  if (!owner) return [];
  return program.callsOf(owner.name).flatMap(({ call, func: caller }): KeysIn[] => {
    const { value } = siteOf(program, call, caller);
    if (value.kind !== 'function' || value.func !== owner || hasSpread(call.arguments)) return [];
    const args = argumentsOf(call);
    return [(expression) => keysGiven(program, { owner, args, caller }, expression, func)];
  });
}

interface Given {
  readonly owner: Func;
  readonly args: readonly t.Expression[];
  readonly caller: Func;
}

function keysGiven(program: Program, given: Given, expression: t.Expression | undefined, func: Func): Keys {
  const node = expression && bare(expression);
  const unseen: Keys = { names: [], open: true, node: undefined, func };
  if (node?.type === 'ObjectExpression') {
    const parts = node.properties
      .filter((one) => one.type === 'SpreadElement')
      .map((one) => keysGiven(program, given, one.argument, func));
    const own = keysOf(
      program,
      { ...node, properties: node.properties.filter((one) => one.type !== 'SpreadElement') },
      func,
    );
    return {
      ...own,
      names: [...own.names, ...parts.flatMap(({ names }) => names)],
      open: own.open || parts.some(({ open }) => open),
    };
  }
  const found = node?.type === 'Identifier' ? bindingOf(node.name, func) : undefined;
  if (
    node?.type !== 'Identifier' ||
    found?.binding.kind !== 'parameter' ||
    found.binding.func !== given.owner
  )
    return keysOf(program, expression, func);
  if (isChanged(node.name, given.owner)) return unseen;
  const { path, index } = found.binding;
  if (path.length > 1) return unseen;
  const [step] = path;
  const argument = given.args[index];
  if (step === undefined)
    return argument
      ? keysOf(program, argument, given.caller)
      : keysOf(program, byDefault(given, index), func);
  const whole = argument && bare(argument);
  if (whole?.type !== 'ObjectExpression' || whole.properties.some((one) => one.type === 'SpreadElement'))
    return unseen;
  const property = propertyOf(whole, step);
  if (!property) return hasDefault(given.owner, index) ? unseen : keysOf(program, undefined, func);
  return property.type === 'ObjectProperty'
    ? keysOf(program, property.value as t.Expression, given.caller)
    : unseen;
}

/** What a parameter is when a call leaves it out. */
function byDefault({ owner }: Given, index: number): t.Expression | undefined {
  const parameter = owner.node.type === 'File' ? undefined : owner.node.params[index];
  return parameter?.type === 'AssignmentPattern' ? parameter.right : undefined;
}

function hasDefault({ node }: Func, index: number): boolean {
  const parameter = node.type === 'File' ? undefined : node.params[index];
  return (
    parameter?.type === 'ObjectPattern' &&
    parameter.properties.some(
      (one) => one.type === 'ObjectProperty' && one.value.type === 'AssignmentPattern',
    )
  );
}

/** Whether a parameter is set, or may be added to, before it is used. */
function isChanged(name: string, { node, module }: Func): boolean {
  const text = node.type === 'File' ? '' : module().text.slice(node.body.start ?? 0, node.body.end ?? 0);
  const escaped = name.replaceAll('$', String.raw`\$`);
  return new RegExp(
    `(^|[^.\\w$])${escaped}\\s*(\\.\\w+|\\[[^\\]]*\\])?\\s*(\\?\\?|\\|\\|)?=(?![=>])|assign\\(\\s*${escaped}\\b`,
  ).test(text);
}

/** The nearest function around that has a name to be called by. */
function named(func: Func): Func | undefined {
  for (let around: Func | undefined = func; around; around = around.outer) {
    if (around.node.type === 'File') return undefined;
    if (around.name !== '') return around;
  }
  return undefined;
}

function hasSpread(args: readonly t.Node[]): boolean {
  return args.some(({ type }) => type === 'SpreadElement');
}
