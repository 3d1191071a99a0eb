import type * as t from '@babel/types';
import { bare, propertyOf } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import type { Field } from './records.ts';
import type { Step } from './steps.ts';

/** What a statement of SQL does to one table, and the columns that it names with what is filled in. */
interface Statement {
  readonly kind: 'set' | 'get' | 'delete';
  readonly table: string;
  readonly fields: readonly Field[];
  /** Whether it says more than could be read. */
  readonly open: boolean;
}

const RUNS =
  /^(query|execute|exec|run|get|all|one|any|none|oneOrNone|manyOrNone|raw|first|prepare|\$(query|execute)Raw\w*|unsafe)$/;

/** Of a chain of calls: `db.query('DELETE … = $1', [token])`, `db.prepare('…').run(token)`. */
export function statementOf(program: Program, steps: readonly Step[], func: Func): Statement | undefined {
  const step = steps.find(({ name, args }) => RUNS.test(name) && args.length > 0);
  const [first, ...rest] = step?.args ?? [];
  if (!step || !first) return undefined;
  const text = textIn(program, first, func);
  if (!text || !/\b(insert|delete|update|select|replace)\b/i.test(text.sql)) return undefined;
  const later = step.name === 'prepare' || step.name === 'raw' ? steps.slice(steps.indexOf(step) + 1) : [];
  const given = rest.length > 0 ? rest : (later.find(({ args }) => args.length > 0)?.args ?? []);
  return parsed(text.sql, given, text.holes);
}

/** Of a tagged template. */
export function statementIn({ quasi }: t.TaggedTemplateExpression): Statement | undefined {
  const { sql, holes } = joined(quasi);
  return parsed(sql, [], holes);
}

function textIn(
  program: Program,
  node: t.Expression,
  func: Func,
): { readonly sql: string; readonly holes: readonly t.Node[] } | undefined {
  const inner = bare(node);
  if (inner.type === 'TemplateLiteral') return joined(inner);
  const sql = constantOf(program, inner, func);
  return typeof sql === 'string' ? { sql, holes: [] } : undefined;
}

function joined({ quasis, expressions }: t.TemplateLiteral): {
  readonly sql: string;
  readonly holes: t.Node[];
} {
  const sql = quasis
    .map((one, at) => `${one.value.cooked ?? ''}${expressions[at] ? ` \${${at}} ` : ''}`)
    .join('');
  return { sql, holes: [...expressions] };
}

const INSERT =
  /\b(?:insert\s+(?:or\s+\w+\s+|ignore\s+)?into|replace\s+into)\s+["'`]?([\w.]+)["'`]?\s*\(([^)]*)\)\s*values\s*\(([\s\S]*)$/i;
const OTHER = /\b(delete\s+from|update|from)\s+["'`]?([\w.]+)/i;
const FILLED = String.raw`\$\{\d+\}|\$\d+|\?|[:@][a-z_]\w*`;

function parsed(
  sql: string,
  given: readonly t.Expression[],
  holes: readonly t.Node[],
): Statement | undefined {
  const inserted = INSERT.exec(sql);
  const place = filling(given, holes);
  if (inserted) {
    const [, table = '', columns = '', values = ''] = inserted;
    const all = parts(values).map((one) => place(one.trim()));
    const fields = parts(columns).flatMap((name, at): Field[] => {
      const node = all[at];
      return node ? [{ name: name.replace(/["'`\s]/g, ''), node }] : [];
    });
    return { kind: 'set', table, fields, open: fields.length < parts(columns).length };
  }
  const [, verb = '', table = ''] = OTHER.exec(sql) ?? [];
  const at = sql.search(/\bwhere\b/i);
  if (table === '' || at < 0) return undefined;
  // What is filled in before counts for `?`.
  for (const one of sql.slice(0, at).match(new RegExp(FILLED, 'gi')) ?? []) place(one);
  const fields: Field[] = [];
  const said = sql.slice(at);
  for (const one of said.matchAll(new RegExp(String.raw`(?:(\w+)["'\`]?\s*=\s*)?(${FILLED})`, 'gi'))) {
    const node = place(one[2] ?? '');
    if (one[1] !== undefined && node) fields.push({ name: one[1], node });
  }
  return { kind: /select|^from/i.test(verb) ? 'get' : 'delete', table, fields, open: false };
}

/** What stands for a place in the statement; those without a number are counted. */
function filling(
  given: readonly t.Expression[],
  holes: readonly t.Node[],
): (place: string) => t.Node | undefined {
  let next = 0;
  const [first] = given;
  const whole = first && bare(first);
  const list: readonly (t.Node | null)[] = whole?.type === 'ArrayExpression' ? whole.elements : given;
  return (place) => {
    const hole = /^\$\{(\d+)\}$/.exec(place)?.[1];
    if (hole !== undefined) return holes[Number(hole)];
    const number = /^\$(\d+)$/.exec(place)?.[1];
    if (number !== undefined) return list[Number(number) - 1] ?? undefined;
    const name = /^[:@](\w+)$/.exec(place)?.[1];
    if (name !== undefined) {
      const property = whole?.type === 'ObjectExpression' ? propertyOf(whole, name) : undefined;
      return property?.type === 'ObjectProperty' ? property.value : undefined;
    }
    if (place !== '?') return undefined;
    next += 1;
    return list[next - 1] ?? undefined;
  };
}

/** Split at the commas that stand in no parentheses; to the end of the list. */
function parts(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let one = '';
  for (const sign of text) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth < 0) break;
    if (sign === ',' && depth === 0) {
      found.push(one);
      one = '';
    } else one += sign;
  }
  return [...found, one];
}
