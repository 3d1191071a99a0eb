import type * as t from '@babel/types';
import { bare, chainOf, isCall, isMember, propertyName } from '../engine/ast.ts';
import { bindingOf } from '../engine/lookup.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { heldBy } from './held.ts';

/** What a value is to a Set, a Map or an array, which find a text by its letters and an object by being the same one. */
export type ValueKind = 'object' | 'objectId' | 'number' | 'text' | 'claim';

/** Which of these an expression is; undefined where that cannot be seen. */
export function kindOf(program: Program, expression: t.Node, func: Func, depth = 0): ValueKind | undefined {
  const node = bare(expression);
  if (depth > 4) return undefined;
  switch (node.type) {
    case 'ObjectExpression':
    case 'ArrayExpression':
      return 'object';
    case 'StringLiteral':
    case 'TemplateLiteral':
      return 'text';
    case 'NumericLiteral':
      return 'number';
    case 'UnaryExpression':
      return node.operator === '+' ? 'number' : undefined;
    case 'Identifier':
      return ofName(program, node, func, depth);
    default:
  }
  if (isCall(node)) {
    const name = chainOf(node.callee).at(-1) ?? '';
    if (/^(String|toString|toHexString|stringify|toLowerCase|trim|slice|replace|digest)$/.test(name))
      return 'text';
    if (/^(Number|parseInt|parseFloat)$/.test(name)) return 'number';
    return /^(ObjectId|ObjectID)$/.test(name) ? 'objectId' : undefined;
  }
  if (!isMember(node)) return undefined;
  if (isClaim(node, func)) return 'claim';
  return propertyName(node) === '_id' && isDocument(program, node.object, func) ? 'objectId' : undefined;
}

function ofName(program: Program, node: t.Identifier, func: Func, depth: number): ValueKind | undefined {
  if (comesFromToken(node, func)) return 'claim';
  const held = heldBy(program, node, func);
  if (held?.kind === 'value') return kindOf(program, held.value.node, held.value.func, depth + 1);
  if (held?.kind !== 'given') return undefined;
  const kinds = held.all.map((one) => kindOf(program, one.node, one.func, depth + 1));
  return kinds.every((one) => one === kinds[0]) ? kinds[0] : undefined;
}

/** `claims.sub`, where `claims` was verified here. */
function isClaim(node: t.Node, func: Func): boolean {
  const inner = isMember(node) ? bare(node.object) : node;
  return inner.type === 'Identifier' && comesFromToken(inner, func);
}

function comesFromToken(node: t.Identifier, func: Func): boolean {
  const found = bindingOf(node.name, func);
  const init = found?.binding.kind === 'variable' ? found.binding.init : undefined;
  const made = init && bare(init);
  return (
    made !== undefined &&
    isCall(made) &&
    /^(verify|verifyAsync|jwtVerify|decode)$/.test(chainOf(made.callee).at(-1) ?? '')
  );
}

const FINDS = /^(findById|findOne|findOneAndUpdate|findByIdAndUpdate|create|findByCredentials)$/;

/** A document of mongoose: what a model found, or the user that was put on the request where a model found it. */
function isDocument(program: Program, expression: t.Node, func: Func): boolean {
  const node = bare(expression);
  if (isCall(node))
    return FINDS.test(chainOf(node.callee).at(-1) ?? '') && !/lean/.test(chainOf(node.callee).join(' '));
  if (node.type === 'Identifier') {
    const found = bindingOf(node.name, func);
    const init =
      found?.binding.kind === 'variable' && found.binding.path.length === 0 ? found.binding.init : undefined;
    return init !== undefined && isCall(bare(init)) && isDocument(program, init, func);
  }
  if (!isMember(node)) return false;
  const name = propertyName(node) ?? '';
  if (!/^(user|account|member|customer|admin)$/.test(name)) return false;
  const assigned = program.modules.flatMap(({ funcs }) =>
    funcs.flatMap((one) =>
      one.assigned.flatMap((place) => {
        const target = place.type === 'AssignmentExpression' ? bare(place.left) : undefined;
        const isIt =
          target &&
          isMember(target) &&
          propertyName(target) === name &&
          /^(req|request|ctx|state)$/.test(chainOf(target).at(-2) ?? '');
        return place.type === 'AssignmentExpression' && isIt ? [{ right: place.right, one }] : [];
      }),
    ),
  );
  return assigned.length > 0 && assigned.every(({ right, one }) => isDocument(program, right, one));
}
