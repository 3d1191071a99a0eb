import type * as t from '@babel/types';
import { opaque, UNKNOWN } from './values.ts';
import { bindingOf } from './lookup.ts';
import type { Program } from './program.ts';
import type { Func, Value } from './types.ts';

/** Types that wrap another: what matters is in them. */
const WRAPPERS = /^(Promise|Readonly|Partial|Required|NonNullable|Awaited|Ref|MutableRefObject)$/;

/** What something of this type is: an instance of its class, where that is known. */
export function typeValue(program: Program, type: t.Node, func: Func): Value {
  switch (type.type) {
    case 'TSUnionType':
    case 'TSIntersectionType':
    case 'UnionTypeAnnotation': {
      const known = type.types.map((one) => typeValue(program, one, func)).find((one) => one !== UNKNOWN);
      return known ?? UNKNOWN;
    }
    case 'NullableTypeAnnotation':
      return typeValue(program, type.typeAnnotation, func);
    case 'TSParenthesizedType':
      return typeValue(program, type.typeAnnotation, func);
    case 'TSTypeQuery':
      return type.exprName.type === 'Identifier' ? program.named(type.exprName.name, func) : UNKNOWN;
    case 'TSTypeReference': {
      const names = entityNames(type.typeName);
      const [first] = type.typeParameters?.params ?? [];
      if (names.length === 1 && WRAPPERS.test(names[0] ?? '') && first)
        return typeValue(program, first, func);
      return instanceOf(program, names, func);
    }
    case 'GenericTypeAnnotation':
      return type.id.type === 'Identifier' ? instanceOf(program, [type.id.name], func) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

function entityNames(name: t.TSEntityName): string[] {
  return name.type === 'Identifier' ? [name.name] : [...entityNames(name.left), name.right.name];
}

function instanceOf(program: Program, names: readonly string[], func: Func): Value {
  const [name = '', ...rest] = names;
  const found = bindingOf(name, func);
  if (!found) return implementer(program, names) ?? UNKNOWN;
  const { binding } = found;
  const first =
    binding.kind === 'import'
      ? program.imported(binding.specifier, binding.name, func.file)
      : binding.kind === 'class'
        ? ({ kind: 'class', cls: binding.cls } as const)
        : UNKNOWN;
  const value = rest.reduce<Value>((inner, step) => program.member(inner, step), first);
  if (value.kind === 'class') {
    const [only, second] =
      'abstract' in value.cls.node && value.cls.node.abstract === true
        ? program.implementersOf(value.cls.name)
        : [];
    return { kind: 'instance', cls: only && !second ? only : value.cls };
  }
  // An interface of another file is nowhere defined as a value: its class comes first.
  const only = value.kind === 'opaque' && value.origin.kind === 'global' && implementer(program, names);
  if (only) return only;
  if (value.kind === 'opaque' && value.origin.kind !== 'unknown')
    return { ...value, path: [...(value.path.length > 0 ? value.path : [name]), 'new'] };
  return implementer(program, names) ?? opaque({ kind: 'unknown', name });
}

/** An interface means its one class. */
function implementer(program: Program, names: readonly string[]): Value | undefined {
  const [only, second] = program.implementersOf(names.at(-1) ?? '');
  return only && !second ? { kind: 'instance', cls: only } : undefined;
}
