import type * as t from '@babel/types';
import { keyOf } from './ast.ts';
import { bindingOf } from './lookup.ts';
import { annotation } from './patterns.ts';
import type { Program } from './program.ts';
import { declarationOf } from './type-keys.ts';
import type { Func, Opaque, Value } from './types.ts';
import { isKnown } from './values.ts';

/** What a member of a parameter is by the type that is written beside it: `({ users }: Deps)`, `deps.users`. */
export function typedMember(program: Program, func: Func, index: number, name: string): Value | undefined {
  const parameter = func.node.type === 'File' ? undefined : func.node.params[index];
  const type = parameter && annotation(parameter);
  const found = type && memberOfType(program, type, name, func);
  const value = found && program.typeValue(found.type, found.func);
  return value && isKnown(value) && value.kind !== 'opaque' ? value : undefined;
}

export function memberOfParameter(
  program: Program,
  { origin, path }: Opaque,
  name: string,
): Value | undefined {
  return origin.kind === 'parameter' && path.length === 0
    ? typedMember(program, origin.func, origin.index, name)
    : undefined;
}

interface Typed {
  readonly type: t.Node;
  readonly func: Func;
}

/** The type of a property, of a literal type, an interface or an alias. */
function memberOfType(
  program: Program,
  type: t.Node,
  name: string,
  func: Func,
  depth = 0,
): Typed | undefined {
  if (depth > 5) return undefined;
  const of = (one: t.Node, where: Func): Typed | undefined =>
    memberOfType(program, one, name, where, depth + 1);
  if (type.type === 'TSTypeLiteral') return propertyIn(type.members, name, func);
  if (type.type === 'TSIntersectionType')
    return type.types.map((one) => of(one, func)).find((one) => one !== undefined);
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined;
  const [first] = type.typeParameters?.params ?? [];
  if (first) return /^(Readonly|Required|Partial)$/.test(type.typeName.name) ? of(first, func) : undefined;
  const binding = bindingOf(type.typeName.name, func)?.binding;
  const module = binding?.kind === 'import' ? program.module(binding.specifier, func.file) : func.module();
  const found =
    module && declarationOf(module, binding?.kind === 'import' ? binding.name : type.typeName.name);
  if (!module || !found) return undefined;
  return found.type === 'TSTypeAliasDeclaration'
    ? of(found.typeAnnotation, module.top)
    : propertyIn(found.body.body, name, module.top);
}

function propertyIn(members: readonly t.TSTypeElement[], name: string, func: Func): Typed | undefined {
  for (const one of members) {
    if (one.type !== 'TSPropertySignature' || keyOf(one.key, one.computed === true) !== name) continue;
    return one.typeAnnotation ? { type: one.typeAnnotation.typeAnnotation, func } : undefined;
  }
  return undefined;
}
