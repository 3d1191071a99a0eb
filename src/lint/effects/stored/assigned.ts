import type * as t from '@babel/types';
import { bare, chainOf, isCall, isMember } from '../../engine/ast.ts';
import { bindingOf, thisOf } from '../../engine/lookup.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { isOnServer } from '../../side.ts';
import { namesAudit, namesPresence, saysLogout } from '../../words.ts';
import type { Effect } from '../effect.ts';
import { definitionOf, outlasts } from './kept.ts';
import { textOf } from '../site.ts';

/** What is assigned that lasts: a collection of the module, what was found in one, a field of a service. */
export function assigned(program: Program, node: Func['assigned'][number], func: Func): Effect | undefined {
  const target = bare(node.type === 'AssignmentExpression' ? node.left : node.argument);
  const chain = chainOf(target);
  const about = textOf(node, func);
  const [root = ''] = chain;
  if (root === 'localStorage' || root === 'sessionStorage') return { kind: 'unstore', node, func, about };
  if (chain.join('.') === 'document.cookie') return { kind: 'unstore', node, func, about };
  if (/(^|\.)location(\.href)?$/.test(chain.join('.'))) {
    const isServer = node.type === 'AssignmentExpression' && saysLogout(textOf(node.right, func));
    return isServer ? { kind: 'http', node, func, about } : undefined;
  }
  if (target.type !== 'Identifier' && !isMember(target)) return undefined;
  if (func.node.type === 'File') return undefined;
  const found = bindingOf(root, func);
  const isOfModule =
    found?.binding.kind === 'variable' && found.func.node.type === 'File' && found.binding.path.length === 0;
  const isOwn =
    found?.binding.kind === 'variable' &&
    isOfModule &&
    // An object of the module may have come from anywhere; what is set on a library is a setting.
    (isCollection(found.binding.init) || (isMember(target) && isKept(target, node)));
  return isOwn || (isOnServer(program.modules, func.module()) && lasts(program, target, node, func))
    ? { kind: 'write', node, func, about }
    : undefined;
}

type Assigned = Func['assigned'][number];

/** Whether what a server assigns is there for the next request: a secret of the module, a field of what is kept. */
function lasts(program: Program, target: t.Node, node: Assigned, func: Func): boolean {
  const chain = chainOf(target);
  const [root = ''] = chain;
  const last = chain.at(-1) ?? '';
  if (namesAudit(last) || namesPresence(last) || /count|total|last|number/i.test(last)) return false;
  const found = bindingOf(root, func);
  if (target.type === 'Identifier') {
    const { binding } = found ?? {};
    return (
      node.type === 'AssignmentExpression' &&
      node.operator === '=' &&
      binding?.kind === 'variable' &&
      binding.path.length === 0 &&
      found !== undefined &&
      found.func !== func &&
      outlasts(found, func)
    );
  }
  if (root === 'this') return isFieldKept(func, chain);
  if (!found) return false;
  if (found.binding.kind === 'import' && program.named(root, func).kind === 'instance') return true;
  if (found.func.node.type === 'File' && isListOf(program, root, func)) return true;
  return found.binding.kind === 'variable' && isFoundInMemory(program, found.binding.init, found.func, 0);
}

/** A field of a service or of an object of the module that holds many: `this.users = others`. */
function isFieldKept(func: Func, chain: readonly string[]): boolean {
  const holder = thisOf(func);
  if (holder?.kind === 'object') return holder.func.node.type === 'File';
  if (holder?.kind !== 'instance' || func.name === 'constructor') return false;
  return isCollection(holder.cls.fields.get(chain[1] ?? '')?.value);
}

/** `users.find(isIt)`, `users.get(id)`, `users[id]`, of a collection that a module keeps. */
function isFoundInMemory(program: Program, init: t.Node | undefined, func: Func, depth: number): boolean {
  const node = init && bare(init);
  if (!node || depth > 6) return false;
  if (isCall(node) && node.type !== 'NewExpression') {
    const callee = bare(node.callee);
    return (
      isMember(callee) &&
      /^(find|get|at|findLast)$/.test(chainOf(callee).at(-1) ?? '') &&
      isFoundInMemory(program, callee.object, func, depth + 1)
    );
  }
  if (isMember(node)) return isFoundInMemory(program, node.object, func, depth + 1);
  if (node.type !== 'Identifier') return false;
  return isListOf(program, node.name, func);
}

/** Whether a name stands for a collection that is written as one where it is defined, here or elsewhere. */
function isListOf(program: Program, name: string, func: Func): boolean {
  const found = definitionOf(program, name, func);
  return found?.func.node.type === 'File' && isCollection(found.node);
}

/** `gone[jti] = true`, `delete live[sid]`: what is filed under a key that is not written there. */
function isKept(
  target: t.MemberExpression | t.OptionalMemberExpression,
  node: Func['assigned'][number],
): boolean {
  const isDone =
    node.type === 'AssignmentExpression' || (node.type === 'UnaryExpression' && node.operator === 'delete');
  return (
    isDone &&
    target.computed &&
    target.property.type !== 'StringLiteral' &&
    target.property.type !== 'NumericLiteral'
  );
}

function isCollection(init: t.Node | undefined): boolean {
  const inner = init && bare(init);
  return (
    inner?.type === 'ArrayExpression' ||
    inner?.type === 'ObjectExpression' ||
    (inner?.type === 'NewExpression' && chainOf(inner.callee).join('.') !== 'Date') ||
    (inner?.type === 'CallExpression' &&
      /^Object (create|fromEntries)$/.test(chainOf(inner.callee).join(' ')))
  );
}
