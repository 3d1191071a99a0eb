import type * as t from '@babel/types';
import { bare } from './ast.ts';
import type { Program } from './program.ts';
import type { Func, Value } from './types.ts';

/** What `<X.Provider value={…}>` gives, for the context called X. One of many is enough: they have one shape. */
export function contextValue(program: Program, context: t.Node, func: Func): Value | undefined {
  const { name } = context.type === 'Identifier' ? context : { name: undefined };
  if (name === undefined) return undefined;
  // The nearest first: two contexts of one name are in two files.
  for (const module of [func.module(), ...program.modules]) {
    for (const provider of module.funcs) {
      for (const element of provider.jsx) {
        const given =
          element.attributes.length > 0 && isProvider(element.name, name) ? valueIn(element) : undefined;
        if (given) return program.evaluate(bare(given), provider);
      }
    }
  }
  return undefined;
}

function isProvider(element: t.JSXOpeningElement['name'], context: string): boolean {
  if (element.type === 'JSXIdentifier') return element.name === context;
  return (
    element.type === 'JSXMemberExpression' &&
    element.property.name === 'Provider' &&
    element.object.type === 'JSXIdentifier' &&
    element.object.name === context
  );
}

function valueIn(element: t.JSXOpeningElement): t.Node | undefined {
  for (const one of element.attributes) {
    if (one.type !== 'JSXAttribute' || one.name.name !== 'value') continue;
    if (one.value?.type === 'JSXExpressionContainer') return one.value.expression;
  }
  return undefined;
}
