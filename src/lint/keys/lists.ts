import type * as t from '@babel/types';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { effectsOf } from '../effects/classify.ts';
import { saysRevoked } from '../words.ts';
import { mayMeet } from './shape.ts';
import { keyUses, type KeyUse } from './uses.ts';

/** A list of revoked tokens that is no object of the program: keys of a store that begin alike, or a table of SQL. */
export interface AskedList {
  /** What its keys begin with, or what the table is called. */
  readonly name: string;
  readonly node: t.Node;
  readonly func: Func;
}

/** The lists that are asked and never written to, as far as the program can be read. */
export function unwrittenLists(program: Program): readonly AskedList[] {
  const funcs = program.modules.flatMap((module) => (saysRevoked(module.text) ? module.funcs : []));
  const all = [...ofKeys(program, funcs), ...ofTables(program, funcs)];
  return all.filter(({ name }, at) => all.findIndex((one) => one.name === name) === at);
}

function ofKeys(program: Program, funcs: readonly Func[]): AskedList[] {
  const asked = keyUses(program, funcs).flatMap((one) => {
    const name = one.kind === 'get' ? beginning(one) : '';
    return saysRevoked(name) ? [{ ...one, name }] : [];
  });
  if (asked.length === 0) return [];
  const written = keyUses(
    program,
    program.modules.flatMap((module) => module.funcs),
  ).filter(({ kind }) => kind === 'set');
  const lists = asked
    .filter(({ shape }) => !written.some((one) => mayMeet(one.shape, shape)))
    .map(({ name, effect, func }) => ({ name, node: effect.node, func }));
  return lists.filter(
    ({ name }) => !isNamedElsewhere(program, name, lists, (before) => /['"`]$/.test(before)),
  );
}

function beginning({ shape }: KeyUse): string {
  const [first] = shape.parts;
  return typeof first === 'string' ? first : '';
}

function ofTables(program: Program, funcs: readonly Func[]): AskedList[] {
  const lists = funcs.flatMap((func) =>
    effectsOf(program, func).flatMap(({ kind, about, node }) => {
      const table = kind === 'read' ? /\bselect\b[\s\S]*?\bfrom\s+["'`]?(\w+)/i.exec(about)?.[1] : undefined;
      return table !== undefined && saysRevoked(table) ? [{ name: table, node, func }] : [];
    }),
  );
  return lists.filter(
    ({ name }) => !isNamedElsewhere(program, name, lists, (before) => !NOT_WRITING.test(before)),
  );
}

/** What stands before a table that is made, emptied or asked. */
const NOT_WRITING = /\b(from|join|table|exists|references|on)\s+["'`]?$/i;

/** Whether a list is named, where that `counts`, and it is not asked: whatever that does, it may write. */
function isNamedElsewhere(
  program: Program,
  name: string,
  lists: readonly AskedList[],
  counts: (before: string) => boolean,
): boolean {
  return program.modules.some(({ file, text }) => {
    const asking = lists.filter((one) => one.name === name && one.func.file === file);
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      const isAsked = asking.some(({ node }) => at >= (node.start ?? 0) && at < (node.end ?? 0));
      if (!isAsked && counts(text.slice(Math.max(0, at - 30), at))) return true;
    }
    return false;
  });
}
