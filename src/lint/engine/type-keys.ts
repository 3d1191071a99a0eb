import type * as t from '@babel/types';
import { keyOf } from './ast.ts';
import { bindingOf } from './lookup.ts';
import type { Program } from './program.ts';
import type { Func, Module } from './types.ts';

/** The properties that a type says there are; undefined where there may be others. */
export function keysOfType(program: Program, type: t.Node, func: Func, depth = 0): string[] | undefined {
  if (depth > 6) return undefined;
  const of = (one: t.Node): string[] | undefined => keysOfType(program, one, func, depth + 1);
  switch (type.type) {
    case 'TSTypeLiteral':
      return keysOfMembers(type.members);
    case 'TSParenthesizedType':
      return of(type.typeAnnotation);
    case 'TSIntersectionType':
    case 'TSUnionType':
      return all(type.types.map(of));
    case 'TSTypeReference': {
      const { typeName, typeParameters } = type;
      if (typeName.type !== 'Identifier') return undefined;
      const [first, second] = typeParameters?.params ?? [];
      if (/^(Readonly|Partial|Required|NonNullable|Omit)$/.test(typeName.name) && first) return of(first);
      if (typeName.name === 'Pick' && second) return literals(second);
      return typeParameters ? undefined : declared(program, typeName.name, func, depth);
    }
    default:
      return undefined;
  }
}

function all(keys: readonly (string[] | undefined)[]): string[] | undefined {
  const known = keys.filter((one) => one !== undefined);
  return known.length === keys.length ? known.flat() : undefined;
}

function keysOfMembers(members: readonly t.TSTypeElement[]): string[] | undefined {
  return all(
    members.map((one) => {
      if (one.type === 'TSPropertySignature' || one.type === 'TSMethodSignature') {
        const name = keyOf(one.key, one.computed === true);
        return name === undefined ? undefined : [name];
      }
      return undefined;
    }),
  );
}

/** `'a' | 'b'`. */
function literals(type: t.Node): string[] | undefined {
  const types = type.type === 'TSUnionType' ? type.types : [type];
  return all(
    types.map((one) =>
      one.type === 'TSLiteralType' && one.literal.type === 'StringLiteral' ? [one.literal.value] : undefined,
    ),
  );
}

/** An interface or an alias of this file, or of one that it is imported from. */
function declared(program: Program, name: string, func: Func, depth: number): string[] | undefined {
  const binding = bindingOf(name, func)?.binding;
  const module = binding?.kind === 'import' ? program.module(binding.specifier, func.file) : func.module();
  const found = module && declarationOf(module, binding?.kind === 'import' ? binding.name : name);
  if (!module || !found) return undefined;
  const of = (one: t.Node): string[] | undefined => keysOfType(program, one, module.top, depth + 1);
  if (found.type === 'TSTypeAliasDeclaration') return of(found.typeAnnotation);
  const above = (found.extends ?? []).map((one) =>
    one.type === 'TSExpressionWithTypeArguments' &&
    one.expression.type === 'Identifier' &&
    !one.typeParameters
      ? declared(program, one.expression.name, module.top, depth + 1)
      : undefined,
  );
  return all([keysOfMembers(found.body.body), ...above]);
}

/** An interface or an alias that a file declares. */
export function declarationOf(
  { ast }: Module,
  name: string,
): t.TSInterfaceDeclaration | t.TSTypeAliasDeclaration | undefined {
  for (const one of ast.program.body) {
    const inner =
      one.type === 'ExportNamedDeclaration' || one.type === 'ExportDefaultDeclaration'
        ? one.declaration
        : one;
    if (
      (inner?.type === 'TSInterfaceDeclaration' || inner?.type === 'TSTypeAliasDeclaration') &&
      (inner.id.name === name || (name === 'default' && one.type === 'ExportDefaultDeclaration'))
    )
      return inner;
  }
  return undefined;
}
