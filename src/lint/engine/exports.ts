import type * as t from '@babel/types';
import { bare, chainOf, isMember, keyOf, propertyName } from './ast.ts';
import type { Export, Func } from './types.ts';

interface Exports {
  readonly exports: Map<string, Export>;
  readonly stars: string[];
}

/** What a module gives to others, in both of JavaScript's ways. */
export function exportsOf(ast: t.File, funcs: readonly Func[]): Exports {
  const found: Exports = { exports: new Map(), stars: [] };
  for (const statement of ast.program.body) {
    switch (statement.type) {
      case 'ExportNamedDeclaration':
        named(statement, found);
        break;
      case 'ExportDefaultDeclaration':
        found.exports.set('default', { kind: 'here', node: statement.declaration });
        break;
      case 'ExportAllDeclaration':
        found.stars.push(statement.source.value);
        break;
      case 'TSExportAssignment':
        found.exports.set('=', { kind: 'here', node: statement.expression });
        break;
      default:
    }
  }
  for (const func of funcs) for (const one of func.assigned) commonJs(one, found);
  return found;
}

function named(statement: t.ExportNamedDeclaration, { exports }: Exports): void {
  const specifier = statement.source?.value;
  for (const one of statement.specifiers) {
    const name = keyOf(one.exported, false) ?? '';
    if (one.type === 'ExportSpecifier') {
      const local = keyOf(one.local, false) ?? '';
      exports.set(
        name,
        specifier === undefined
          ? { kind: 'here', node: one.local }
          : { kind: 'from', specifier, name: local },
      );
    } else if (specifier !== undefined) {
      exports.set(name, {
        kind: 'from',
        specifier,
        name: one.type === 'ExportNamespaceSpecifier' ? '*' : 'default',
      });
    }
  }
  const { declaration } = statement;
  if (!declaration) return;
  if (declaration.type === 'VariableDeclaration') {
    for (const { id } of declaration.declarations) exportPattern(id, exports);
  } else if ('id' in declaration && declaration.id?.type === 'Identifier') {
    exports.set(declaration.id.name, { kind: 'here', node: declaration.id });
  }
}

function exportPattern(pattern: t.Node, exports: Map<string, Export>): void {
  if (pattern.type === 'Identifier') exports.set(pattern.name, { kind: 'here', node: pattern });
  else if (pattern.type === 'ObjectPattern') {
    for (const one of pattern.properties)
      exportPattern(one.type === 'RestElement' ? one.argument : one.value, exports);
  } else if (pattern.type === 'ArrayPattern') {
    for (const one of pattern.elements) if (one) exportPattern(one, exports);
  }
}

/** `module.exports = x`, `module.exports.a = x`, `exports.a = x`. */
function commonJs(node: Func['assigned'][number], { exports }: Exports): void {
  if (node.type !== 'AssignmentExpression' || !isMember(node.left)) return;
  const { left, right } = node;
  const chain = chainOf(left);
  const name = propertyName(left);
  const value = bare(right);
  if (chain.join('.') === 'module.exports') exports.set('=', { kind: 'here', node: value });
  else if (
    name !== undefined &&
    ((chain.length === 2 && chain[0] === 'exports') ||
      (chain.length === 3 && chain[0] === 'module' && chain[1] === 'exports'))
  ) {
    exports.set(name, { kind: 'here', node: value });
  }
}
