import type * as t from '@babel/types';
import { bare, chainOf, isMember, propertyName } from '../../engine/ast.ts';
import type { Program } from '../../engine/program.ts';
import type { Site } from '../site.ts';

/** Keys that hold what is looked for, or how, and not what is written. */
const NOT_WRITTEN =
  /^(where|select|include|filter|_?id|userId|user_id|email|new|upsert|returning|transaction|runValidators|returnDocument|paranoid|validateBeforeSave)$/;
const OPERATORS = /^(\$set|\$unset|\$inc|\$pull|\$push|\$addToSet|\$pullAll|\$currentDate|data|set)$/;

/** The fields that an update writes, as far as they can be seen: the keys of its last object, through `$set` and `data`. */
export function writtenFields(program: Program, site: Site): string[] {
  for (const one of site.args.toReversed()) {
    const value = program.evaluate(one, site.func);
    if (value.kind !== 'object') continue;
    const fields = fieldsOf(value.node);
    if (fields.length > 0) return fields;
  }
  return [];
}

function fieldsOf(node: t.ObjectExpression): string[] {
  return node.properties.flatMap((one) => {
    if (one.type === 'SpreadElement') return ['...'];
    const name = propertyName(one) ?? '[]';
    if (OPERATORS.test(name) && one.type === 'ObjectProperty') {
      const inner = bare(one.value);
      return inner.type === 'ObjectExpression' ? fieldsOf(inner) : [name];
    }
    return NOT_WRITTEN.test(name) ? [] : [name];
  });
}

/** The fields that were assigned in the same function to what is now saved: `user.token = null; await user.save()`. */
export function assignedTo({ func, chain }: Site): string[] {
  const holder = chain.slice(0, -1);
  return func.assigned.flatMap((one) => {
    const target = bare(one.type === 'AssignmentExpression' ? one.left : one.argument);
    if (!isMember(target)) return [];
    const names = chainOf(target);
    // `user.tokens[at] = token` writes the tokens.
    const isIt = names.length > holder.length && holder.every((name, at) => names[at] === name);
    return isIt ? [names[holder.length] ?? ''] : [];
  });
}
