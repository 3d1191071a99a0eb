import type * as t from '@babel/types';
import { propertyName } from './ast.ts';

/** A name that a pattern binds, and the way to it: `{ a: [, b] }` binds `b` at `a 1`. */
export interface Bound {
  readonly name: string;
  readonly path: readonly string[];
  readonly type: t.Node | undefined;
  /** What it is where nothing is there: `{ a = 1 }`. */
  readonly fallback?: t.Node | undefined;
}

/** All names that a pattern binds. */
export function boundBy(pattern: t.Node, path: readonly string[] = []): Bound[] {
  switch (pattern.type) {
    case 'Identifier':
      return [{ name: pattern.name, path, type: annotation(pattern) }];
    case 'AssignmentPattern':
      return boundBy(pattern.left, path).map((one) =>
        pattern.left.type === 'Identifier' ? { ...one, fallback: pattern.right } : one,
      );
    case 'RestElement':
      return boundBy(pattern.argument, path);
    case 'TSParameterProperty':
      return boundBy(pattern.parameter, path);
    case 'ArrayPattern':
      return pattern.elements.flatMap((one, index) => (one ? boundBy(one, [...path, String(index)]) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((one) =>
        one.type === 'RestElement'
          ? boundBy(one, path)
          : boundBy(one.value, [...path, propertyName(one) ?? '[]']),
      );
    default:
      return [];
  }
}

/** The type that is written beside a name or a pattern. */
export function annotation(node: t.Node): t.Node | undefined {
  if (node.type === 'AssignmentPattern') return annotation(node.left);
  if (node.type === 'TSParameterProperty') return annotation(node.parameter);
  if (!('typeAnnotation' in node) || !node.typeAnnotation) return undefined;
  const { typeAnnotation } = node;
  if (typeAnnotation.type !== 'TSTypeAnnotation' && typeAnnotation.type !== 'TypeAnnotation')
    return undefined;
  return typeAnnotation.typeAnnotation;
}
