import type * as t from '@babel/types';
import { bare, chainOf, isCall, isMember, propertyName } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { bindingOf } from '../engine/lookup.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { dataIn } from './data.ts';
import { statementIn, statementOf } from './sql.ts';
import { stepsOf, type Step } from './steps.ts';

/** A field, or a column, and what is written to it or looked for in it. */
export interface Field {
  readonly name: string;
  readonly node: t.Node;
}

/** What one call does to the records of a table, a collection or a model. */
export interface RecordUse {
  /** `delete` is any change of records that are looked for, as setting `revokedAt` is. */
  readonly kind: 'set' | 'get' | 'delete';
  /** As it is called everywhere: `refreshtoken` for RefreshToken, refresh_tokens and refreshTokenRepository. */
  readonly table: string;
  readonly fields: readonly Field[];
  /** Whether there may be fields that cannot be seen. */
  readonly open: boolean;
  readonly node: t.Node;
  readonly func: Func;
}

const SETS =
  /^(create(Many|OrUpdate)?|insert(One|Many|Into)?|values|save|upsert|add(Doc)?|put|findOrCreate|bulkCreate|build|store)$/;
const DELETES =
  /^(del|delete(One|Many|From|All)?|destroy|remove(One|All)?|findOneAnd\w+|update(One|Many|Table)?|soft(Delete|Remove)|native(Delete|Update)|patch)$/;
const GETS = /^(find\w*|first|select(From)?|get|count\w*|exists?|maybeSingle|single|one|has|lean)$/;
const WHERE = /^(where|andWhere|filter|match|eq|whereEq|orWhere)$/;

/** Every use of records that can be read: of models, of repositories, of query builders and of SQL. */
export function recordUses(program: Program, funcs: Iterable<Func>): RecordUse[] {
  const found: RecordUse[] = [];
  for (const func of funcs) {
    for (const call of func.calls) {
      if (call.type === 'NewExpression') found.push(...newRecord(program, call, func));
      const steps = stepsOf(call, func);
      if (steps) found.push(...usesIn(program, steps, call, func));
    }
    for (const node of func.tagged) {
      const statement = statementIn(node);
      if (statement) found.push({ ...statement, table: plainTable(statement.table), node, func });
    }
  }
  return found;
}

/** `new RefreshToken({ token }).save()`, in one statement or in several. */
function newRecord(program: Program, call: t.NewExpression, func: Func): RecordUse[] {
  const name = chainOf(call.callee).at(-1) ?? '';
  const [first] = call.arguments;
  if (!/^[A-Z][a-z]/.test(name) || first?.type !== 'ObjectExpression' || func.node.type === 'File') return [];
  const text = func.module().text.slice(func.node.start ?? 0, func.node.end ?? 0);
  if (!/\.(save|insert|persist\w*|create|add)\(/.test(text)) return [];
  const { fields, open } = dataIn(program, first, func);
  return [{ kind: 'set', table: plainTable(name), fields, open, node: call, func }];
}

function usesIn(program: Program, steps: readonly Step[], node: t.Node, func: Func): RecordUse[] {
  const statement = statementOf(program, steps, func);
  if (statement) return [{ ...statement, table: plainTable(statement.table), node, func }];
  const names = steps.map(({ name }) => name);
  const kind = names.some((one) => DELETES.test(one))
    ? 'delete'
    : names.some((one) => SETS.test(one))
      ? 'set'
      : names.some((one) => GETS.test(one))
        ? 'get'
        : undefined;
  const table = kind && tableOf(program, steps, func);
  if (!kind || table === undefined || table === '') return [];
  const made = (one: RecordUse['kind'], fields: readonly Field[], open: boolean): RecordUse[] =>
    fields.length > 0 || open ? [{ kind: one, table, fields, open, node, func }] : [];
  const told = steps.flatMap((step) => conditionsIn(program, step, func, kind === 'set'));
  const data = steps.map((step) => writtenBy(program, step, func));
  const written = data.flatMap(({ fields }) => fields);
  const open = data.some((one) => one.open);
  if (kind === 'get') return made('get', told, false);
  return [...made('set', written, open), ...(kind === 'delete' ? made('delete', told, false) : [])];
}

const TABLES =
  /^(from|into|table|collection|model|getRepository|getCollection|insertInto|deleteFrom|selectFrom|updateTable|knex|db|trx|tx|database|container|getModel)$/;
const BUILDS = /^(insert|delete|update)$/;

/** The table's name: what a builder is given, or what the model or the repository is called. */
function tableOf(program: Program, steps: readonly Step[], func: Func): string | undefined {
  for (const [at, { name, args }] of steps.entries()) {
    const [first] = args;
    if (!first) continue;
    const isBuilder =
      BUILDS.test(name) && steps.slice(at + 1).some((one) => /^(values|where|set)$/.test(one.name));
    if (!TABLES.test(name) && !isBuilder) continue;
    const said = constantOf(program, first, func);
    if (typeof said === 'string') return plainTable(said);
    const node = bare(first);
    if (node.type === 'Identifier' || isMember(node)) return plainTable(chainOf(node).at(-1) ?? '');
  }
  const step = steps.find(({ name }) => SETS.test(name) || DELETES.test(name) || GETS.test(name));
  const owner = step?.before.at(-1) ?? '';
  // A repository that is only called so is that of its class.
  if (plainTable(owner) === '' || /^(rows|items|entries|records|docs)$/i.test(owner)) {
    let around: Func | undefined = func;
    while (around && !around.cls) around = around.outer;
    return around?.cls && owner !== '' ? plainTable(around.cls.name) : undefined;
  }
  return /^(this|db|prisma|client|tx|trx|knex|pool|connection|manager|em|\?)?$/i.test(owner)
    ? undefined
    : plainTable(owner);
}

function plainTable(name: string): string {
  const last = name.split('.').at(-1) ?? '';
  return last
    .toLowerCase()
    .replace(/[^a-z\d]/g, '')
    .replace(/(models?|repository|repo|collection|table|entity|schema)$/, '')
    .replace(/(?<=[a-z]{3})s$/, '');
}

/** What a step says of the records that it is about. */
function conditionsIn(program: Program, { name, args }: Step, func: Func, isSet: boolean): Field[] {
  const [first, second, third] = args;
  if (!first) return [];
  const isWhere = WHERE.test(name);
  if (!isWhere && (isSet || !(DELETES.test(name) || GETS.test(name)))) return [];
  const node = bare(first);
  if (isWhere && second) {
    const column = constantOf(program, first, func);
    if (typeof column !== 'string') return name === 'eq' ? compared(first, second) : [];
    const named = /(\w+)\s*=\s*:\w+/.exec(column)?.[1];
    if (named !== undefined)
      return dataIn(program, second, func).fields.map((one) => ({ ...one, name: named }));
    return [{ name: column.split('.').at(-1) ?? '', node: third ?? second }];
  }
  if (isCall(node)) return equalities(node);
  // `update(data, { where })` of Sequelize.
  const options = second && dataIn(program, second, func, 'where');
  if (!isWhere && options?.isInner === true) return [...options.fields];
  return [...dataIn(program, first, func, 'where').fields];
}

/** `eq(table.token, token)`, within `and(…)`. */
function equalities(node: t.Node): Field[] {
  const inner = bare(node);
  if (!isCall(inner)) return [];
  const [column, value] = inner.arguments;
  if (chainOf(inner.callee).at(-1) === 'eq' && column && value) return compared(column, value);
  return inner.arguments.flatMap((one) => equalities(one));
}

function compared(column: t.Node, value: t.Node): Field[] {
  return isMember(column) ? [{ name: propertyName(column) ?? '[]', node: value }] : [];
}

/** What a step writes. */
function writtenBy(
  program: Program,
  { name, args }: Step,
  func: Func,
): { fields: readonly Field[]; open: boolean } {
  const nothing = { fields: [], open: false };
  const [first, second] = args;
  if (!first) return nothing;
  if (SETS.test(name)) {
    const isTable = name === 'insert' && first.type === 'Identifier' && isImported(first.name, func);
    return isTable || constantOf(program, first, func) !== undefined
      ? nothing
      : dataIn(program, first, func, 'data');
  }
  if (name === 'set') return dataIn(program, first, func);
  if (!/^(update\w*|findOneAndUpdate|patch)$/.test(name)) return nothing;
  const own = dataIn(program, first, func, 'data');
  if (own.isInner) return own;
  return second
    ? dataIn(program, dataIn(program, second, func, 'where').isInner ? first : second, func, '$set')
    : nothing;
}

function isImported(name: string, func: Func): boolean {
  return bindingOf(name, func)?.binding.kind === 'import';
}
