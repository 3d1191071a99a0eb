import type * as t from '@babel/types';
import { bare, isCall, propertyName, propertyOf } from '../engine/ast.ts';
import { bindingOf } from '../engine/lookup.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import type { Field } from './records.ts';

/** The fields of an object that a store is given. */
interface Data {
  readonly fields: readonly Field[];
  /** Whether there may be more. */
  readonly open: boolean;
  /** Whether they stand under the name that was asked for: `{ where: … }`. */
  readonly isInner: boolean;
}

const UNSEEN: Data = { fields: [], open: true, isInner: false };

/** The fields of an object, of that under `inner` where there is one; through `repository.create(…)` and `new Model(…)`. */
export function dataIn(program: Program, expression: t.Node, func: Func, inner = '', depth = 0): Data {
  const node = bare(expression);
  if (depth > 4) return UNSEEN;
  if (node.type === 'ArrayExpression') {
    const [first] = node.elements;
    return first ? dataIn(program, first, func, inner, depth + 1) : UNSEEN;
  }
  if (node.type === 'ObjectExpression') return fieldsOf(program, node, func, inner, depth);
  if (isCall(node)) {
    const last = node.arguments.findLast((one) => bare(one).type === 'ObjectExpression');
    return last ? dataIn(program, last, func, inner, depth + 1) : UNSEEN;
  }
  if (node.type !== 'Identifier') return UNSEEN;
  const found = bindingOf(node.name, func);
  const init =
    found?.binding.kind === 'variable' && found.binding.path.length === 0 ? found.binding.init : undefined;
  const made = found && init ? dataIn(program, init, found.func, inner, depth + 1) : UNSEEN;
  const later = func.assigned.flatMap((one): Field[] => {
    const target = one.type === 'AssignmentExpression' ? bare(one.left) : undefined;
    const isIt =
      target?.type === 'MemberExpression' &&
      target.object.type === 'Identifier' &&
      target.object.name === node.name;
    return one.type === 'AssignmentExpression' && isIt
      ? [{ name: propertyName(target) ?? '[]', node: one.right }]
      : [];
  });
  return { ...made, fields: [...made.fields, ...later] };
}

function fieldsOf(
  program: Program,
  node: t.ObjectExpression,
  func: Func,
  inner: string,
  depth: number,
): Data {
  const under = inner === '' ? undefined : propertyOf(node, inner);
  if (under?.type === 'ObjectProperty')
    return { ...dataIn(program, under.value, func, '', depth + 1), isInner: true };
  let open = false;
  const fields: Field[] = [];
  for (const one of node.properties) {
    if (one.type !== 'ObjectProperty') open = true;
    else fields.push({ name: propertyName(one) ?? '[]', node: one.value });
  }
  return { fields, open: open || fields.some(({ name }) => name === '[]'), isInner: false };
}
