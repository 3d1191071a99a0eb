import type * as t from '@babel/types';
import { isNamedElsewhere } from './named.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { chainOf } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { effectsOf } from '../effects/classify.ts';
import { chainOn } from '../effects/fate/promises.ts';
import { siteOf } from '../effects/site.ts';
import { saysRevoked } from '../words.ts';
import { mayMeet, spelled } from './shape.ts';
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
  const all = [...ofKeys(program, funcs), ...ofTables(program, funcs), ...ofCollections(program, funcs)];
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
    // A client may put something before each key.
    .filter(
      ({ shape }) =>
        !written.some(
          (one) =>
            mayMeet(one.shape, shape) ||
            (typeof one.shape.parts[0] === 'string' && spelled(shape).endsWith(spelled(one.shape))),
        ),
    )
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

/** `db.collection('revoked_tokens').findOne(…)`, `knex('token_blacklist').where(…)`, `db.select().from(revokedTokens)`. */
function ofCollections(program: Program, funcs: readonly Func[]): AskedList[] {
  const lists = funcs.flatMap((func) =>
    func.calls.flatMap((call) => {
      const { method, args } = siteOf(program, call, func);
      const [first] = args;
      if (!first || !TAKES.test(method)) return [];
      const said = constantOf(program, first, func);
      const name = typeof said === 'string' ? said : first.type === 'Identifier' ? first.name : '';
      const steps = [...chainOf(call.callee), ...chainOn(call, func.module()).map((one) => one.method)];
      const isAsked = steps.some((one) => ASKS.test(one)) && !steps.some((one) => WRITES.test(one));
      return saysRevoked(name) && isAsked
        ? [{ name, isText: typeof said === 'string', node: call, func }]
        : [];
    }),
  );
  return lists.filter(({ name, isText }) =>
    isText
      ? !isNamedElsewhere(program, name, lists, (before) => /['"`]$/.test(before))
      : !isNamedElsewhere(program, name, lists, (before) => INTO.test(before)),
  );
}

const TAKES = /^(collection|from|table|knex|db|trx|model|container|ref|selectFrom)$/;
const ASKS =
  /^(find\w*|get\w*|first|select\w*|where\w*|exists|count\w*|doc|eq|maybeSingle|single|once|query|limit)$/;
const WRITES =
  /^(insert\w*|set|add|create\w*|upsert|put|push|save|update\w*|replace\w*|merge|bulkWrite|delete\w*|del|remove|truncate|drop\w*)$/;
const INTO = /\b(insert|insertInto|into|merge|upsert|replace)\(\s*(\w+\.)*$/;

/** What stands before a table that is made, emptied or asked. */
const NOT_WRITING = /\b(from|join|table|exists|references|on)\s+["'`]?$/i;
