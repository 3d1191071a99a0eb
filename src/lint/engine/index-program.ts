import type * as t from '@babel/types';
import { propertyName, type Call } from './ast.ts';
import type { Cls, Func, Module } from './types.ts';

/** All calls by the last name of what they call. */
export function indexCalls(modules: readonly Module[]): Map<string, { call: Call; func: Func }[]> {
  const found = new Map<string, { call: Call; func: Func }[]>();
  for (const { funcs } of modules) {
    for (const func of funcs) {
      for (const call of func.calls) {
        const name = lastName(call.callee);
        if (name === undefined) continue;
        const others = found.get(name);
        if (others) others.push({ call, func });
        else found.set(name, [{ call, func }]);
      }
    }
  }
  return found;
}

function lastName(callee: t.Node): string | undefined {
  // `promisify(jwt.verify)(token)`
  if (callee.type === 'CallExpression') {
    const [first] = callee.arguments;
    return first?.type === 'MemberExpression' || first?.type === 'Identifier' ? lastName(first) : undefined;
  }
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
  return propertyName(callee);
}

/** Classes by the interfaces and classes that they name. */
export function indexImplementers(modules: readonly Module[]): Map<string, Cls[]> {
  const found = new Map<string, Cls[]>();
  for (const { classes } of modules) {
    for (const cls of classes) {
      const names = (cls.node.implements ?? []).flatMap((one) =>
        one.type === 'TSExpressionWithTypeArguments' && one.expression.type === 'Identifier'
          ? [one.expression.name]
          : one.type === 'ClassImplements'
            ? [one.id.name]
            : [],
      );
      if (cls.node.superClass?.type === 'Identifier') names.push(cls.node.superClass.name);
      for (const name of names) found.set(name, [...(found.get(name) ?? []), cls]);
    }
  }
  return found;
}
