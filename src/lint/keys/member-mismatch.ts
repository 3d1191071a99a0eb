import { bare } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { memberUses, type MemberUse } from './members.ts';
import { mayMeet, shapeOf, spelled } from './shape.ts';

/** A token is taken out of a list by something that none of its members is. */
export interface MemberMismatch {
  readonly use: MemberUse;
  readonly said: string;
  readonly other: MemberUse;
  readonly otherSaid: string;
}

/** Where a logout takes nothing out of the list of a user's tokens. */
export function memberMismatches(program: Program, revokes: (func: Func) => boolean): MemberMismatch[] {
  const all = memberUses(program);
  return all.flatMap((use): MemberMismatch[] => {
    if (use.kind !== 'delete' || !revokes(use.func)) return [];
    const stored = all.filter(({ kind, list }) => kind === 'set' && list === use.list);
    const same = stored.filter(({ field }) => field === use.field);
    const [first] = same.length > 0 ? same : stored;
    if (!first) return [];
    // Members that cannot be seen may be objects, or texts.
    const isShown = stored.every((one) => one.field !== '' || isText(one));
    const isOther = same.length === 0 && isShown && (use.field === '') !== (first.field === '');
    const shape = shapeOf(program, use.value, use.func);
    const isApart =
      same.length > 0 && same.every((one) => !mayMeet(shapeOf(program, one.value, one.func), shape));
    if (!isOther && !isApart) return [];
    return [{ use, said: saidOf(program, use), other: first, otherSaid: saidOf(program, first) }];
  });
}

/** Whether what is pushed is called a token, and no record of one. */
function isText({ value }: MemberUse): boolean {
  const node = bare(value);
  return node.type === 'Identifier' && /^(\w*token|\w*hash|\w*hashed|jwt|jti)$/i.test(node.name);
}

function saidOf(program: Program, { list, field, value, func }: MemberUse): string {
  return `${list}[]${field === '' ? '' : `.${field}`} = ${spelled(shapeOf(program, value, func), true)}`;
}
