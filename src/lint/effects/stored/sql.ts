import type * as t from '@babel/types';
import { argumentsOf, bare, isMember, propertyOf } from '../../engine/ast.ts';
import { constantOf } from '../../engine/constant.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { namesAudit, saysRevoked, wordsOf } from '../../words.ts';
import { guardAsks } from './asked-by-guards.ts';
import type { Effect } from '../effect.ts';
import type { Site } from '../site.ts';

const WRITE =
  /\b(update\s+(only\s+)?([\w"'`.[\]{}$]+|\$\{[^}]*\})(\s+(as\s+)?\w+)?\s+set|delete\s+from|delete\s+\w+\s+from|insert\s+(ignore\s+|or\s+\w+\s+)?into|replace\s+into|truncate\s|merge\s+into|call\s+[\w.]+|exec(ute)?\s+[\w.]+)/i;
const SELECT = /\bselect\b/i;
/** A function of the database's own that a query asks for: `SELECT close_session($1)`, `SELECT * FROM end_login($1)`. */
const CALLED = /\b(?:select|from|perform)\s+(?:[a-z]\w*\.)?([a-z]\w*)\s*\(\s*(?:\$|\?|:|@|'|"|\w)/i;
const OF_SQL =
  /^(count|sum|min|max|avg|now|coalesce|nullif|lower|upper|length|row_number|exists|distinct|unnest|generate_series|cast|date|extract|concat|json\w*|to_\w+|array\w*|current\w*|pg_\w+|unix\w*|gen_\w+|get\w*|find\w*|is_?\w*|has_?\w*|check\w*|verify\w*|validate\w*|list\w*|load\w*|fetch\w*|read\w*|select|if|case|values)$/i;

/** Methods that are given SQL and nothing else; and those that run it, or make it ready, or do something else. */
const MUST = /^(\$?query|\$?execute)(Raw(Unsafe)?)?$|^(none|raw|prepare)$/;
const RUNS =
  /^(\$?query(Raw(Unsafe)?)?|\$?execute(Raw(Unsafe)?)?|exec|run|all|get|one|any|none|oneOrNone|manyOrNone|many|each|raw|prepare|unsafe|sql)$/;

type Did = Extract<Effect['kind'], 'write' | 'audit' | 'read'>;

export function didSql(program: Program, text: string): Did | undefined {
  if (WRITE.test(text) || isProcedure(text)) return isAuditTable(program, text) ? 'audit' : 'write';
  return SELECT.test(text) ? 'read' : undefined;
}

function isProcedure(text: string): boolean {
  const name = CALLED.exec(text)?.[1];
  return name !== undefined && !OF_SQL.test(name);
}

function isAuditTable(program: Program, text: string): boolean {
  const table = /\b(?:into|update|from|call|exec(?:ute)?)\s+(?:only\s+)?["'`[]?([\w.]+)/i.exec(text)?.[1];
  return table !== undefined && namesAudit(table) && !saysRevoked(table) && !guardAsks(program, table);
}

/**
 * What the SQL does that a call is given, or that was made ready for it: `db.prepare(text).bind(id).run()`, of which
 * making it ready counts, where that is in the same function. `unseen`: it stands where nobody can read it.
 */
export function sqlOf(
  program: Program,
  { method, args, node, func, value, owner }: Site,
): Did | 'unseen' | undefined {
  if (RUNS.test(method) && args[0] && !/^(Promise|Array)$/.test(owner)) {
    const own = inArgument(program, args[0], func);
    if (own !== undefined && (own !== 'unseen' || MUST.test(method))) return own;
  }
  // What is done with a statement is what the statement does.
  if (!/^(run|bind|execute|exec|all|get|first|values|finalize|step|iterate|raw|then)$/.test(method))
    return undefined;
  const callee = bare(node.callee);
  const before = isMember(callee) ? bare(callee.object) : undefined;
  const maker = value.kind === 'opaque' && value.call && value.call.node !== node ? value.call : undefined;
  if (
    !before ||
    !maker ||
    !/^(prepare|prepared|sql|query)$/.test(value.kind === 'opaque' ? (value.path[maker.at - 2] ?? '') : '')
  )
    return undefined;
  const [first] = argumentsOf(maker.node);
  const did = first && inArgument(program, first, maker.func);
  return did !== undefined && maker.func === func ? 'read' : did;
}

function inArgument(program: Program, argument: t.Expression, func: Func): Did | 'unseen' | undefined {
  const node = bare(argument);
  const told = textsOf(program, node, func, 0);
  if (told.length === 0) return mayBeText(node) ? 'unseen' : undefined;
  const all = told.map((text) => didSql(program, text));
  return all.find((one) => one === 'write') ?? all.find((one) => one === 'audit') ?? all[0];
}

/** The texts that an argument may be: itself, a constant, one of an object's, the `text` of a query object. */
function textsOf(program: Program, expression: t.Node, func: Func, depth: number): string[] {
  const node = bare(expression);
  const { text } = func.module();
  if (node.type === 'StringLiteral') return [node.value];
  if (node.type === 'TemplateLiteral') return [text.slice(node.start ?? 0, node.end ?? 0)];
  if (depth > 3) return [];
  if (node.type === 'BinaryExpression') return [text.slice(node.start ?? 0, node.end ?? 0)];
  if (node.type === 'TaggedTemplateExpression') return textsOf(program, node.quasi, func, depth + 1);
  const value = program.evaluate(node, func);
  const told = value.kind === 'literal' ? value.value : constantOf(program, node, func);
  if (typeof told === 'string') return [told];
  if (value.kind === 'object') {
    const inner = ['text', 'sql', 'query']
      .map((name) => propertyOf(value.node, name))
      .find((one) => one?.type === 'ObjectProperty');
    return inner?.type === 'ObjectProperty' ? textsOf(program, inner.value, value.func, depth + 1) : [];
  }
  // `SQL[name]`: any of them.
  const whole = isMember(node) && node.computed ? program.evaluate(node.object, func) : undefined;
  if (whole?.kind !== 'object') return [];
  return whole.node.properties.flatMap((one) =>
    one.type === 'ObjectProperty' ? textsOf(program, one.value, whole.func, depth + 1) : [],
  );
}

/** A text of SQL that stands elsewhere, as it is named: `SQL.endSession`, `queries.close`, `DELETE_LOGIN`. */
function mayBeText(node: t.Expression | t.Node): boolean {
  const name = isMember(node)
    ? node.property.type === 'Identifier'
      ? node.property.name
      : ''
    : node.type === 'Identifier'
      ? node.name
      : '';
  const [first = ''] = wordsOf(name);
  if (name === '') return false;
  if (!isMember(node)) return /sql|query|stmt|statement/i.test(name) || /^[A-Z][A-Z\d_]+$/.test(name);
  return !/^(find|get|select|load|count|list|by|has|is|check)$/.test(first);
}
