import type * as t from '@babel/types';
import { isFunction, bare, propertyName, propertyOf } from '../../engine/ast.ts';
import { bindingOf } from '../../engine/lookup.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { purposeOf } from '../../effects/purpose.ts';
import type { Signing } from '../../effects/tokens.ts';
import { parameterOf, seenGivenTo, type Given } from './parameter.ts';

/** The keys of an object, as far as they can be seen. */
export interface Keys {
  readonly names: readonly string[];
  /** Whether there may be more. */
  readonly open: boolean;
  readonly node: t.ObjectExpression | undefined;
  readonly func: Func;
}

/** The claims that a token carries, those that its options set among them. */
export function claimsOf(program: Program, signing: Signing): Keys {
  const { payload, options, steps, site } = signing;
  const own = keysOf(program, payload, site.func);
  const more = options ? keysOf(program, options, site.func) : undefined;
  return {
    ...own,
    names: [...own.names, ...(more?.names ?? []), ...steps.keys()],
    open: own.open || (more?.open ?? false),
  };
}

export function keysOf(program: Program, expression: t.Expression | undefined, func: Func, depth = 0): Keys {
  const isNothing = expression?.type === 'Identifier' && expression.name === 'undefined';
  if (!expression || isNothing || isFunction(bare(expression)))
    return { names: [], open: false, node: undefined, func };
  const value = program.evaluate(expression, func);
  if (value.kind === 'object') {
    const names: string[] = [];
    let open = false;
    for (const one of value.node.properties) {
      if (one.type !== 'SpreadElement') names.push(propertyName(one) ?? '[]');
      else if (depth > DEEPEST) open = true;
      else {
        const inner = keysOf(program, one.argument, value.func, depth + 1);
        names.push(...inner.names);
        open ||= inner.open;
      }
    }
    return {
      names: [...names, ...addedLater(expression, value.func)],
      open: open || names.includes('[]'),
      node: value.node,
      func: value.func,
    };
  }
  const given = depth > DEEPEST ? undefined : keysGiven(program, bare(expression), func, depth);
  if (given) {
    const names = [...given.names, ...addedLater(expression, func)];
    return { names, open: given.open, node: undefined, func };
  }
  return { names: [], open: value.kind !== 'literal', node: undefined, func };
}

const DEEPEST = 4;

/** The keys of a parameter: by its type, or by what all callers give. */
function keysGiven(
  program: Program,
  node: t.Node,
  func: Func,
  depth: number,
): Pick<Keys, 'names' | 'open'> | undefined {
  const parameter = parameterOf(program, node, func) ?? seenOf(program, node, func);
  if (parameter?.kind !== 'calls') return parameter && { names: parameter.names, open: false };
  // Where one of them is for one act, this is no function for access tokens.
  if (parameter.given.some(({ node: payload, site }) => purposeOf(site, payload, undefined) === 'once'))
    return undefined;
  const all = parameter.given.map((one) => keysOf(program, one.node, one.site.func, depth + 1));
  return { names: all.flatMap(({ names }) => names), open: program.isLoose || all.some(({ open }) => open) };
}

function seenOf(program: Program, node: t.Node, func: Func): Given | undefined {
  const found = node.type === 'Identifier' ? bindingOf(node.name, func) : undefined;
  if (found?.binding.kind !== 'parameter' || found.binding.path.length > 0) return undefined;
  const given = seenGivenTo(program, found.binding.func, found.binding.index);
  // A file by itself says little of who else calls it.
  return given?.some(({ site }) => site.func.file !== func.file) ? { kind: 'calls', given } : undefined;
}

/** `payload.jti = …`, after it was made. */
function addedLater(expression: t.Expression, func: Func): string[] {
  if (expression.type !== 'Identifier') return [];
  return func.assigned.flatMap((one) => {
    const target = one.type === 'AssignmentExpression' ? bare(one.left) : undefined;
    if (target?.type !== 'MemberExpression' || target.object.type !== 'Identifier') return [];
    return target.object.name === expression.name ? [propertyName(target) ?? '[]'] : [];
  });
}

/** What a claim is set to after the payload was made. */
export function assignedLater(
  expression: t.Expression | undefined,
  name: string,
  func: Func,
): { node: t.Node; func: Func } | undefined {
  if (expression?.type !== 'Identifier') return undefined;
  for (const one of func.assigned) {
    const target = one.type === 'AssignmentExpression' ? bare(one.left) : undefined;
    if (one.type !== 'AssignmentExpression' || target?.type !== 'MemberExpression') continue;
    const isIt = target.object.type === 'Identifier' && target.object.name === expression.name;
    if (isIt && propertyName(target) === name) return { node: one.right, func };
  }
  return undefined;
}

/** The value of an option, where it can be seen. */
export function optionOf(
  program: Program,
  options: t.Expression | undefined,
  name: string,
  func: Func,
  depth = 0,
): { node: t.Node; func: Func } | undefined {
  if (!options) return undefined;
  const value = program.evaluate(options, func);
  if (value.kind !== 'object') return undefined;
  const property = propertyOf(value.node, name);
  if (property)
    return property.type === 'ObjectProperty' ? { node: property.value, func: value.func } : undefined;
  if (depth > DEEPEST) return undefined;
  // `{ ...base, audience }`: the last one that has it says it.
  for (const one of value.node.properties.toReversed()) {
    const inner =
      one.type === 'SpreadElement' ? optionOf(program, one.argument, name, value.func, depth + 1) : undefined;
    if (inner) return inner;
  }
  return undefined;
}
