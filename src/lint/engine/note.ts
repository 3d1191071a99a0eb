import type * as t from '@babel/types';
import { bare, isCall, isMember, keyOf, propertyName } from './ast.ts';
import { annotation, boundBy } from './patterns.ts';
import type { Binding, Cls, Func } from './types.ts';

/** Binds a name in a function's scope. The first one is the one that holds. */
export function declare(func: Func, name: string, binding: Binding): void {
  if (!func.scope.has(name)) func.scope.set(name, binding);
}

/** Notes what a node says about the function it is in. */
export function note(node: t.Node, func: Func, cls: Cls | undefined, specifiers: Set<string>): void {
  if (isCall(node)) {
    func.calls.push(node);
    const [first] = node.arguments;
    const { callee } = node;
    const loads =
      callee.type === 'Import' || (callee.type === 'Identifier' && /^(require|import)$/.test(callee.name));
    if (loads && first?.type === 'StringLiteral') specifiers.add(first.value);
    return;
  }
  switch (node.type) {
    case 'ImportDeclaration':
      specifiers.add(node.source.value);
      for (const one of node.specifiers) {
        const name =
          one.type === 'ImportSpecifier'
            ? (keyOf(one.imported, false) ?? '')
            : one.type === 'ImportDefaultSpecifier'
              ? 'default'
              : '*';
        declare(func, one.local.name, { kind: 'import', specifier: node.source.value, name });
      }
      return;
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      if (node.source) specifiers.add(node.source.value);
      return;
    case 'VariableDeclarator':
      for (const { name, path, type, fallback } of boundBy(node.id)) {
        declare(func, name, {
          kind: 'variable',
          init: node.init ?? undefined,
          type: path.length === 0 ? type : undefined,
          path,
          func,
          fallback,
        });
      }
      return;
    case 'TSEnumDeclaration': {
      const init = objectOf(node);
      declare(func, node.id.name, { kind: 'variable', init, type: undefined, path: [], func });
      return;
    }
    case 'ClassProperty':
    case 'ClassPrivateProperty': {
      const name = keyOf(node.key, 'computed' in node && node.computed);
      if (name !== undefined)
        cls?.fields.set(name, { value: node.value ?? undefined, type: annotation(node), func });
      return;
    }
    case 'AssignmentExpression':
      func.assigned.push(node);
      noteAssigned(node, func, cls);
      return;
    case 'UpdateExpression':
      func.assigned.push(node);
      return;
    case 'UnaryExpression':
      if (node.operator === 'delete') func.assigned.push(node);
      return;
    case 'ReturnStatement':
      if (node.argument) func.returns.push(node.argument);
      return;
    case 'TryStatement':
      func.tries.push(node);
      return;
    case 'TaggedTemplateExpression':
      func.tagged.push(node);
      return;
    case 'JSXOpeningElement':
      func.jsx.push(node);
      return;
    default:
  }
}

function noteAssigned({ left, right }: t.AssignmentExpression, func: Func, cls: Cls | undefined): void {
  if (left.type === 'Identifier') {
    for (let scope: Func | undefined = func; scope; scope = scope.outer) {
      const binding = scope.scope.get(left.name);
      if (!binding) continue;
      // `let client; client = connect()`: where it began with nothing, the first value is what it is.
      if (binding.kind === 'variable' && isNothing(binding.init)) binding.init = right;
      return;
    }
  } else if (isMember(left) && bare(left.object).type === 'ThisExpression') {
    const name = propertyName(left);
    if (name !== undefined && cls && !cls.fields.has(name)) cls.fields.set(name, { value: right, func });
  }
}

/** An enum, as the object that it is when the program runs. */
function objectOf({ members, start, end, loc }: t.TSEnumDeclaration): t.Node {
  const properties = members.flatMap(({ id, initializer }) =>
    initializer
      ? [{ type: 'ObjectProperty', key: id, value: initializer, computed: false, shorthand: false }]
      : [],
  );
  return { type: 'ObjectExpression', properties, start, end, loc } as t.ObjectExpression;
}

function isNothing(node: t.Node | undefined): boolean {
  return node === undefined || node.type === 'NullLiteral';
}
