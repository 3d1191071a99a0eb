import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isCall, isMember } from '../engine/ast.ts';
import { headerForm } from './header.ts';
import { constantOf } from '../engine/constant.ts';
import { bindingOf } from '../engine/lookup.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';

/** How a key is made: fixed texts, and between them what kind of thing is filled in. */
export interface Shape {
  readonly parts: readonly (string | { readonly hole: Hole })[];
}

/** `other` may be anything; `bare` is a token that was cut out of the whole Authorization header. */
type Hole = 'token' | 'header' | 'bare' | 'refresh' | 'jti' | 'session' | 'user' | 'hash' | 'other';

export function shapeOf(program: Program, expression: t.Node, func: Func, depth = 0): Shape {
  const node = bare(expression);
  const constant = constantOf(program, node, func);
  if (typeof constant === 'string' || typeof constant === 'number') return { parts: [String(constant)] };
  if (depth > 5) return { parts: [{ hole: 'other' }] };
  const of = (one: t.Node, where = func): Shape['parts'] => shapeOf(program, one, where, depth + 1).parts;
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
  if (isCall(node)) return ofCall(program, node, func, depth);
  if (node.type === 'Identifier') {
    const found = bindingOf(node.name, func);
    const init =
      found?.binding.kind === 'variable' && found.binding.path.length === 0 ? found.binding.init : undefined;
    const inner = init && bare(init);
    // A variable that holds a made-up key is that key.
    if (found && inner && (inner.type === 'TemplateLiteral' || inner.type === 'BinaryExpression'))
      return { parts: of(inner, found.func) };
  }
  return { parts: [{ hole: holeOf(lastName(node)) }] };
}

/** A key function of the program is followed; a hash is a hash. */
function ofCall(program: Program, node: Parameters<typeof argumentsOf>[0], func: Func, depth: number): Shape {
  const value = program.evaluate(node.callee, func);
  if (value.kind === 'function') {
    const [answer] = value.func.returns;
    if (answer) return shapeOf(program, answer, value.func, depth + 1);
  }
  const name = chainOf(node.callee).join('.');
  if (/hash|digest|sha\d|md5/i.test(name)) return { parts: [{ hole: 'hash' }] };
  if (/(^|\.)(String|toString|trim|toHexString)$/.test(name)) {
    const callee = bare(node.callee);
    const inner = isMember(callee) ? callee.object : argumentsOf(node)[0];
    if (inner) return shapeOf(program, inner, func, depth + 1);
  }
  return { parts: [{ hole: 'other' }] };
}

function lastName(node: t.Node): string {
  if (node.type === 'Identifier') return node.name;
  return isMember(node) ? chainOf(node).slice(-2).join('.') : '';
}

function holeOf(name: string): Hole {
  const last = name.split('.').at(-1) ?? '';
  if (/hash|digest/i.test(last)) return 'hash';
  if (/jti|token_?id/i.test(last)) return 'jti';
  if (/refresh|^rt$/i.test(last)) return 'refresh';
  if (/^sid$|session/i.test(last)) return 'session';
  if (/token|jwt|bearer/i.test(last)) return 'token';
  if (
    /user_?id|^sub$|^uid$|account_?id|^email$|^username$/i.test(last) ||
    /(user|account|decoded|payload)\w*\.(_?id|sub|uid)$/i.test(name)
  )
    return 'user';
  return 'other';
}

function joined(parts: Shape['parts']): Shape['parts'] {
  const found: (string | { readonly hole: Hole })[] = [];
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
    return other !== undefined && holesMeet(part.hole, other.hole);
  });
}

function holesMeet(a: Hole, b: Hole): boolean {
  return a === b || a === 'other' || b === 'other' || isTokens(a, b);
}

/** What is just called token may be any of them; but the header is not what was cut out of it. */
function isTokens(a: Hole, b: Hole): boolean {
  return (a === 'token' && TOKENS.has(b)) || (b === 'token' && TOKENS.has(a));
}

const TOKENS: ReadonlySet<Hole> = new Set(['refresh', 'header', 'bare']);

/** A key of which nothing is known says nothing. */
function isOpen({ parts }: Shape): boolean {
  return (
    parts.length === 0 || (parts.length === 1 && typeof parts[0] === 'object' && parts[0].hole === 'other')
  );
}

export function spelled({ parts }: Shape): string {
  return parts
    .map((part) => (typeof part === 'string' ? part : `<${part.hole === 'other' ? '…' : part.hole}>`))
    .join('');
}
