import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isCall, isMember, propertyName, type Call } from '../../engine/ast.ts';
import { constantOf } from '../../engine/constant.ts';
import { bindingOf } from '../../engine/lookup.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { spanOf } from './span.ts';

/** A point in time that is reckoned from the moment in which the code runs. */
interface FromNow {
  /** ms after now. */
  readonly after: number;
  /** Whether it is a number of seconds, as JWT's claims are, or of ms, or an object of a library of dates. */
  readonly unit: 's' | 'ms' | 'date';
}

const UNITS: Readonly<Record<string, number>> = {
  millisecond: 1,
  second: 1e3,
  minute: 6e4,
  hour: 36e5,
  day: 864e5,
  date: 864e5,
  week: 6048e5,
  month: 2592e6,
  quarter: 7776e6,
  year: 31_536e6,
  fullyear: 31_536e6,
};
const SHORT: Readonly<Record<string, string>> = {
  ms: 'millisecond',
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  M: 'month',
  y: 'year',
};

const SAME =
  /^(floor|round|ceil|trunc|parseInt|BigInt|toFixed|toDate|toJSDate|clone|utc|toUTC|toLocal|local|tz)$/;
const IN_MS = /^(getTime|valueOf|toMillis|Number)$/;
const IN_SECONDS = /^(unix|toSeconds|toUnixInteger|getUnixTime)$/;
const NOW =
  /^(Date\.now|Date\.new|dayjs|moment|(dayjs|moment|DateTime)\.(utc|now|local)|luxon\.DateTime\.now)$/;

/** What an expression is that is reckoned from now: `dayjs().add(10, 'day').unix()`; undefined where it is none. */
export function fromNow(program: Program, expression: t.Node, func: Func, depth = 0): FromNow | undefined {
  if (depth > 12) return undefined;
  const of = (one: t.Node | undefined, where = func): FromNow | undefined =>
    one && fromNow(program, one, where, depth + 1);
  const node = bare(expression);
  if (node.type === 'UnaryExpression') {
    const inner = /^[+~]$/.test(node.operator) ? of(node.argument) : undefined;
    return inner && inMs(inner);
  }
  if (node.type === 'BinaryExpression') return reckoned(program, node, func, of);
  if (node.type === 'Identifier') {
    const found = bindingOf(node.name, func);
    if (found?.binding.kind !== 'variable' || !found.binding.init || found.binding.path.length > 0)
      return undefined;
    const began = of(found.binding.init, found.func);
    return began && moved(program, node.name, found.func, began);
  }
  return isCall(node) ? called(program, node, func, of) : undefined;
}

type Of = (node: t.Node | undefined, where?: Func) => FromNow | undefined;

function reckoned(program: Program, node: t.BinaryExpression, func: Func, of: Of): FromNow | undefined {
  const { operator, left, right } = node;
  if (operator === '|' || operator === '>>' || operator === '>>>') return of(left);
  if (operator === '/' || operator === '*') {
    const one = of(left);
    const by = one && constantOf(program, right, func);
    return one && by === 1000 ? { ...one, unit: operator === '/' ? 's' : 'ms' } : undefined;
  }
  if (operator !== '+') return undefined;
  const moment = of(left) ?? of(right);
  if (!moment) return undefined;
  const more = numberOf(program, of(left) ? right : left, func);
  if (more === undefined || moment.unit === 'date') return undefined;
  return { ...moment, after: moment.after + more * (moment.unit === 's' ? 1e3 : 1) };
}

function inMs(moment: FromNow): FromNow {
  return moment.unit === 's' ? moment : { ...moment, unit: 'ms' };
}

function asDate(moment: FromNow | undefined): FromNow | undefined {
  return moment && { ...moment, unit: 'date' };
}

/** A number that is written out; `ms('7d')` is one of ms. */
function numberOf(program: Program, node: t.Node, func: Func): number | undefined {
  const value = constantOf(program, node, func);
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? spanOf(value) : undefined;
}

function called(program: Program, call: Call, func: Func, of: Of): FromNow | undefined {
  const chain = chainOf(call.callee);
  const [first, second] = argumentsOf(call);
  const method = chain.at(-1) ?? '';
  const isDate = call.type === 'NewExpression' && chain.join('.') === 'Date';
  if (isDate) return first ? asDate(of(first)) : { after: 0, unit: 'date' };
  if (!first && NOW.test(chain.join('.')))
    return { after: 0, unit: chain.join('.') === 'Date.now' ? 'ms' : 'date' };
  const callee = bare(call.callee);
  const holder = isMember(callee) ? of(callee.object) : undefined;
  const inner = holder ?? of(first);
  if (inner) {
    if (SAME.test(method)) return inner;
    if (IN_MS.test(method)) return inMs(inner);
    if (IN_SECONDS.test(method)) return { ...inner, unit: 's' };
    const more = /^(add|plus)([A-Z]\w*?)?s?$/.exec(method);
    if (more) {
      const [amount, unit] = holder ? [first, second] : [second, undefined];
      const span = amount && addedBy(program, amount, unit, more[2], func);
      return span === undefined ? undefined : { ...inner, after: inner.after + span };
    }
    // A function of the program may do anything with it.
    return /^(moment|dayjs|getNumericDate|NumericDate)$/.test(method) ? inner : undefined;
  }
  const value = program.evaluate(call.callee, func);
  const [answer, other] = value.kind === 'function' ? value.func.returns : [];
  return value.kind === 'function' && answer && !other && !first ? of(answer, value.func) : undefined;
}

/** ms of `(10, 'day')`, `({ days: 10 })`, `addDays(…, 10)`. */
function addedBy(
  program: Program,
  amount: t.Node,
  unit: t.Node | undefined,
  named: string | undefined,
  func: Func,
): number | undefined {
  const value = program.evaluate(amount, func);
  if (value.kind === 'object') {
    let sum = 0;
    for (const one of value.node.properties) {
      const name = one.type === 'ObjectProperty' ? propertyName(one) : undefined;
      const count = one.type === 'ObjectProperty' ? numberOf(program, one.value, value.func) : undefined;
      const each = name === undefined ? undefined : msOf(name);
      if (count === undefined || each === undefined) return undefined;
      sum += count * each;
    }
    return sum;
  }
  const count = numberOf(program, amount, func);
  const said = unit ? constantOf(program, unit, func) : (named ?? 'ms');
  const each = typeof said === 'string' ? msOf(said) : undefined;
  return count === undefined || each === undefined ? undefined : count * each;
}

function msOf(unit: string): number | undefined {
  return UNITS[(SHORT[unit] ?? unit).toLowerCase().replace(/s$/, '')];
}

/** `expiry.setDate(expiry.getDate() + 7)`, after it was made. */
function moved(program: Program, name: string, func: Func, began: FromNow): FromNow {
  let { after } = began;
  for (const call of func.calls) {
    const [root, method = '', more] = chainOf(call.callee);
    const [first] = argumentsOf(call);
    if (root !== name || more !== undefined || !first) continue;
    const unit = /^set(?:UTC)?(\w+?)s?$/.exec(method)?.[1];
    const sum = bare(first);
    if (unit === undefined || sum.type !== 'BinaryExpression' || sum.operator !== '+') continue;
    const count = numberOf(program, sum.right, func);
    after += (count ?? 0) * (unit === 'Time' ? 1 : (msOf(unit) ?? 0));
  }
  return { ...began, after };
}
