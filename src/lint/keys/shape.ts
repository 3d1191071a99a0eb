import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isCall, isMember, type Call } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { headerForm } from './header.ts';
import { heldBy, mayChange } from './held.ts';
import { HASHES, holeOf, holesMeet, isFresh, type Hole } from './hole.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';

/** What kind of thing is filled in; of a hash, how it is made, where that is said. */
interface Filled {
  readonly hole: Hole;
  readonly how?: string | undefined;
}

/** How a key is made: fixed texts, and between them what kind of thing is filled in. */
export interface Shape {
  readonly parts: readonly (string | Filled)[];
}

/** What the parameters of a function are in one call of it. */
interface Bound {
  readonly func: Func;
  readonly args: readonly Shape[];
}

export function shapeOf(program: Program, expression: t.Node, func: Func, depth = 0, bound?: Bound): Shape {
  const node = bare(expression);
  // `claims.jti ?? ''`: what there is when it is missing is no key that anybody means.
  if (node.type === 'LogicalExpression' && node.operator !== '&&' && depth < 5) {
    const left = shapeOf(program, node.left, func, depth + 1, bound);
    if (!isOpen(left)) return left;
  }
  const constant = constantOf(program, node, func);
  if (typeof constant === 'string' || typeof constant === 'number') return { parts: [String(constant)] };
  if (depth > 5) return { parts: [{ hole: 'other' }] };
  const of = (one: t.Node): Shape['parts'] => shapeOf(program, one, func, depth + 1, bound).parts;
  if (node.type === 'TemplateLiteral') {
    const parts = node.quasis.flatMap((one, at) => {
      const hole = node.expressions[at];
      return [one.value.cooked ?? '', ...(hole ? of(hole) : [])];
    });
    return { parts: joined(parts) };
  }
  const form = headerForm(node, func);
  if (form) return { parts: [{ hole: form }] };
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return { parts: joined([...of(node.left), ...of(node.right)]) };
  if (isCall(node)) return ofCall(program, node, func, depth, bound);
  if (node.type === 'Identifier') return { parts: ofName(program, node, func, depth, bound) };
  return { parts: [{ hole: holeOf(lastName(node)) }] };
}

/** What a variable holds, or a parameter is given; where that says nothing, what it is called. */
function ofName(
  program: Program,
  node: t.Identifier,
  func: Func,
  depth: number,
  bound?: Bound,
): Shape['parts'] {
  const name = holeOf(node.name);
  const byName = [{ hole: name }];
  const binding = bound?.func === func ? func.scope.get(node.name) : undefined;
  const given =
    binding?.kind === 'parameter' && binding.path.length === 0 ? bound?.args[binding.index] : undefined;
  if (given) return isOpen(given) ? byName : given.parts;
  const held = heldBy(program, node, func);
  if (held?.kind === 'part') {
    const part = holeOf(held.name);
    return part === 'other' ? byName : [{ hole: part }];
  }
  if (held?.kind === 'given') {
    const all = held.all.map((one) => shapeOf(program, one.node, one.func, depth + 1));
    const [first] = all;
    const isOne = first !== undefined && all.every((one) => spelled(one) === spelled(first));
    if (!isOne || isOpen(first)) return byName;
    // Who hashes before here may hash before there as well, where it is not seen.
    return spelled(first) === '<hash>' ? [{ hole: 'other' }] : first.parts;
  }
  if (held?.kind !== 'value') return byName;
  const { value } = held;
  const { parts } = shapeOf(program, value.node, value.func, depth + 1, bound);
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'object') {
    // What was made up at random is what it is called.
    if (only.hole === 'fresh') return name === 'other' ? parts : byName;
    if (only.hole === 'other') return mayChange(value.node) ? parts : byName;
  }
  return parts.length > 0 ? parts : byName;
}

/** A key function of the program is followed; a hash is a hash. */
function ofCall(program: Program, node: Call, func: Func, depth: number, bound?: Bound): Shape {
  const of = (one: t.Node): Shape => shapeOf(program, one, func, depth + 1, bound);
  const value = program.evaluate(node.callee, func);
  if (value.kind === 'function') {
    const [answer] = value.func.returns;
    const args = argumentsOf(node).map((one) => of(one));
    if (answer) return shapeOf(program, answer, value.func, depth + 1, { func: value.func, args });
  }
  const name = chainOf(node.callee).join('.');
  if (HASHES.test(name)) return { parts: [{ hole: 'hash', how: hashOf(node) }] };
  if (/(^|\.)(String|toString|trim|toHexString|from)$/.test(name)) {
    const callee = bare(node.callee);
    const inner = isMember(callee) && !name.endsWith('from') ? callee.object : argumentsOf(node)[0];
    if (inner) return of(inner);
  }
  const [said] = argumentsOf(node);
  if (CONTEXT.test(name) && said?.type === 'StringLiteral') return { parts: [{ hole: holeOf(said.value) }] };
  const named = COOKIE.test(name) ? argumentsOf(node).at(-1) : undefined;
  if (named?.type === 'StringLiteral') return { parts: [{ hole: holeOf(named.value) }] };
  if (isFresh(name)) return { parts: [{ hole: 'fresh' }] };
  return { parts: [{ hole: 'other' }] };
}

/** What a request carries under a name. */
const CONTEXT = /^(c|ctx|context|req|request|event|locals|als|store)\.(get|getStore)$/;

const COOKIE = /(^|\.)(getCookie|getSignedCookie|req\.cookie|cookies\.get)$/;

/** `sha256 hex`, where the algorithm and the spelling are both said. */
function hashOf(node: Call): string | undefined {
  const said: string[] = [];
  for (let inner: t.Node = node; isCall(inner);) {
    const [first] = argumentsOf(inner);
    const callee: t.Node = bare(inner.callee);
    const method = chainOf(callee).at(-1) ?? '';
    if (/^(createHash|createHmac|digest)$/.test(method)) {
      if (first?.type !== 'StringLiteral') return undefined;
      said.unshift(first.value.toLowerCase());
    }
    if (!isMember(callee)) break;
    inner = bare(callee.object);
  }
  return said.length === 2 ? said.join(' ') : undefined;
}

function lastName(node: t.Node): string {
  if (node.type === 'Identifier') return node.name;
  return isMember(node) ? chainOf(node).slice(-2).join('.') : '';
}

function joined(parts: Shape['parts']): Shape['parts'] {
  const found: (string | Filled)[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (typeof part === 'string' && typeof last === 'string') found[found.length - 1] = last + part;
    else if (part !== '') found.push(part);
  }
  return found;
}

/** Whether two keys may be the same. */
export function mayMeet(a: Shape, b: Shape): boolean {
  if (isOpen(a) || isOpen(b)) return true;
  if (a.parts.length !== b.parts.length) return false;
  return a.parts.every((part, at) => {
    const other = b.parts[at];
    if (typeof part === 'string' || typeof other === 'string') return part === other;
    if (other === undefined || !holesMeet(part.hole, other.hole)) return false;
    return part.how === undefined || other.how === undefined || part.how === other.how;
  });
}

/** A key of which nothing is known says nothing. */
function isOpen({ parts }: Shape): boolean {
  // Several things without a text between them are one that cannot be told apart.
  if (parts.length > 1 && parts.every((one) => typeof one === 'object')) return true;
  return (
    parts.length === 0 || (parts.length === 1 && typeof parts[0] === 'object' && parts[0].hole === 'other')
  );
}

/** For who reads it; `isFull` says of a hash how it is made. */
export function spelled({ parts }: Shape, isFull = false): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const { hole, how } = part;
      return hole === 'other' ? '<…>' : `<${isFull && how !== undefined ? how : hole}>`;
    })
    .join('');
}
