import type * as t from '@babel/types';

export type Call = t.CallExpression | t.OptionalCallExpression | t.NewExpression;

/** What stands beside the children of a node, and is none. */
const NOT_CHILDREN = new Set([
  'loc',
  'extra',
  'errors',
  'tokens',
  'comments',
  'leadingComments',
  'trailingComments',
  'innerComments',
]);

function isNode(value: unknown): value is t.Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The children of a node, in the order of the source. */
export function children(node: t.Node): t.Node[] {
  const found: t.Node[] = [];
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (typeof value !== 'object' || value === null || NOT_CHILDREN.has(key)) continue;
    if (Array.isArray(value)) {
      for (const one of value as unknown[]) if (isNode(one)) found.push(one);
    } else if (isNode(value)) found.push(value);
  }
  return found;
}

/** Visits a node and all below it in the order of the source; `enter` answers false where it need not go deeper. */
export function walk(root: t.Node, enter: (node: t.Node) => boolean | void): void {
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (enter(node) !== false) waiting.push(...children(node).toReversed());
  }
}

export function isFunction(node: t.Node): node is t.Function {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'ObjectMethod' ||
    node.type === 'ClassMethod' ||
    node.type === 'ClassPrivateMethod'
  );
}

export function isCall(node: t.Node): node is Call {
  return (
    node.type === 'CallExpression' || node.type === 'OptionalCallExpression' || node.type === 'NewExpression'
  );
}

export function isMember(node: t.Node): node is t.MemberExpression | t.OptionalMemberExpression {
  return node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression';
}

/** The expression itself, without the types, parentheses and `await` around it. */
export function bare(node: t.Node): t.Node {
  let inner = node;
  for (;;) {
    switch (inner.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TypeCastExpression':
      case 'ParenthesizedExpression':
      case 'TSInstantiationExpression':
        inner = inner.expression;
        break;
      case 'AwaitExpression':
        inner = inner.argument;
        break;
      default:
        return inner;
    }
  }
}

/** The name of a property, where it can be read: `a` in `x.a`, `x['a']`, `{ a: 1 }`, `#a`. */
export function keyOf(key: t.Node, computed: boolean): string | undefined {
  if (key.type === 'StringLiteral') return key.value;
  if (key.type === 'NumericLiteral') return String(key.value);
  if (key.type === 'PrivateName') return key.id.name;
  return key.type === 'Identifier' && !computed ? key.name : undefined;
}

export function propertyName(
  node: t.MemberExpression | t.OptionalMemberExpression | t.ObjectProperty | t.ObjectMethod,
): string | undefined {
  return isMember(node) ? keyOf(node.property, node.computed) : keyOf(node.key, node.computed);
}

/** The names in which an expression is spelled: `this.users.find(1).exec` is `this users find () exec`. */
export function chainOf(node: t.Node): string[] {
  const names: string[] = [];
  let inner = bare(node);
  for (;;) {
    if (isMember(inner)) {
      names.push(propertyName(inner) ?? '[]');
      inner = bare(inner.object);
    } else if (isCall(inner)) {
      names.push('()');
      inner = bare(inner.callee);
    } else break;
  }
  if (inner.type === 'Identifier') names.push(inner.name);
  else if (inner.type === 'ThisExpression') names.push('this');
  else if (inner.type === 'Super') names.push('super');
  else if (inner.type === 'Import') names.push('import');
  else names.push('?');
  return names.toReversed();
}

/** The property of an object literal that has this name. */
export function propertyOf(
  node: t.ObjectExpression,
  name: string,
): t.ObjectProperty | t.ObjectMethod | undefined {
  return node.properties.find(
    (one): one is t.ObjectProperty | t.ObjectMethod =>
      one.type !== 'SpreadElement' && propertyName(one) === name,
  );
}

/** The arguments of a call that are expressions of their own. */
export function argumentsOf(call: Call): t.Expression[] {
  return call.arguments.filter(
    (one): one is t.Expression => one.type !== 'SpreadElement' && one.type !== 'ArgumentPlaceholder',
  );
}
