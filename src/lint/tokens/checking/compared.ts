import type * as t from '@babel/types';
import { bare, chainOf, isCall, isFunction, isMember, propertyName, walk } from '../../engine/ast.ts';
import { constantOf } from '../../engine/constant.ts';
import { bindingOf } from '../../engine/lookup.ts';
import { boundBy } from '../../engine/patterns.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import type { Reach } from '../../effects/reach.ts';
import { siteOf, textOf } from '../../effects/site.ts';
import { isIn } from '../../effects/fate/within.ts';
import { ASKS_FOR, looksUp } from './asked.ts';
import { onlyPrunes } from '../renewing/pruned.ts';
import { holds, markOf, payloadNames, PAYLOADS } from './payloads.ts';

/** Claims that say who somebody is, what they may do, and how long: they stay the same when somebody logs out. */
const ORDINARY =
  /^(sub|_?id|(user|account|member|customer|admin|client|person|tenant|org|organi[sz]ation|company|team|workspace|shop|store)_?(id|uuid|name)?|uid|uuid|e?mail|email_?verified|(user|first|last|given|family|full|nick|display)_?name|login|name|roles?|scopes?|permissions?|perms?|rights|groups?|access|level|exp|nbf|iss|aud|typ|type|azp|is_?\w+|plan|avatar|picture|phone|locale|lang|data|payload|kind|purpose|use|token_?use|token_?type|length|\w*_?type)$/i;
const COMPARES = /^([!=]==?|[<>]=?|in)$/;

/** Whether a claim that tells one token from another is compared with something, looked up, or used to look up. */
export function comparesClaim(program: Program, reach: Reach): boolean {
  const names = payloadNames(program, reach);
  return [...reach.funcs].some((func) => isCompared(program, func, (name) => holds(names, func, name)));
}

function isCompared(program: Program, func: Func, verified: (name: string) => boolean): boolean {
  if (func.node.type === 'File' || onlyPrunes(func)) return false;
  let found = false;
  walk(func.node.body, (node) => {
    if (found || isFunction(node)) return false;
    const claim = claimIn(node, func, verified);
    if (claim !== undefined && !ORDINARY.test(claim) && decides(program, node, func)) found = true;
    if (node.type === 'BinaryExpression' && comparesTokens(program, node, func)) found = true;
    return !found;
  });
  return found;
}

/** `payload.count`, and `count` of `const { count } = payload`. */
function claimIn(node: t.Node, func: Func, verified: (name: string) => boolean): string | undefined {
  const isPayload = (one: t.Node): boolean => {
    const inner = bare(one);
    return inner.type === 'Identifier'
      ? PAYLOADS.test(inner.name) || verified(inner.name)
      : isMember(inner) && /^(payload|decoded|claims)$/.test(propertyName(inner) ?? '');
  };
  if (isMember(node)) return isPayload(node.object) ? propertyName(node) : undefined;
  if (node.type !== 'Identifier') return undefined;
  const found = bindingOf(node.name, func);
  if (found?.binding.kind === 'parameter' && found.binding.path.length > 0)
    return verified(markOf(found.binding.index)) && found.binding.func === func
      ? found.binding.path.at(-1)
      : undefined;
  if (found?.binding.kind !== 'variable' || found.binding.path.length === 0 || !found.binding.init)
    return undefined;
  const init = bare(found.binding.init);
  const [root] = isCall(init) ? boundBy(node) : [];
  if (isPayload(init) || (root && verified(node.name))) return found.binding.path.at(-1);
  return undefined;
}

/** Whether what becomes of a value may decide: it is compared with what is no constant and not the request's, or asked by. */
function decides(program: Program, node: t.Node, func: Func): boolean {
  const { parents } = func.module();
  let inner = node;
  for (let outer = parents.get(inner); outer; inner = outer, outer = parents.get(outer)) {
    if (isFunction(outer) || outer.type.endsWith('Statement')) return false;
    if (outer.type === 'BinaryExpression' && COMPARES.test(outer.operator)) {
      const other = outer.left === inner ? outer.right : outer.left;
      return other.type === 'PrivateName' || isState(program, other, func);
    }
    if (isMember(outer) && outer.computed && outer.property === inner) return true;
    if (isCall(outer) && outer.callee !== inner) {
      const site = siteOf(program, outer, func);
      // A function of the program that looks something up by it; any other makes something of it.
      if (site.value.kind === 'function') {
        const at = site.args.findIndex((one) => isIn(node, one));
        if (looksUp(program, site.value.func, at)) return true;
        continue;
      }
      if (/^(Number|String|parseInt|Boolean|BigInt|Date|ObjectId)$/.test(site.method)) continue;
      return ASKS_FOR.test(site.method);
    }
    if (outer.type === 'AssignmentExpression' || outer.type === 'VariableDeclarator') return false;
  }
  return false;
}

const TOKENS = /(^|_|[a-z])tokens?(_?(hash|digest))?$|^(rt|jti|sid|session_?id|(hashed|current)_?\w*)$/i;

/** `stored !== req.cookies.refreshToken`: what came is compared with something that is no constant. */
function comparesTokens(
  program: Program,
  { operator, left, right }: t.BinaryExpression,
  func: Func,
): boolean {
  if (!/^[!=]==?$/.test(operator) || left.type === 'PrivateName') return false;
  const isToken = (one: t.Node): boolean =>
    TOKENS.test(chainOf(one).at(-1) ?? '') && !isFixed(program, one, func);
  return (
    (isToken(left) && !isFixed(program, right, func)) || (isToken(right) && !isFixed(program, left, func))
  );
}

function isFixed(program: Program, node: t.Node, func: Func): boolean {
  const inner = bare(node);
  // What a class says its fields begin with is not what came in one.
  if (bindingOf(chainOf(inner)[0] ?? '', func)?.binding.kind === 'parameter') return false;
  if (inner.type === 'UnaryExpression' || constantOf(program, node, func) !== undefined) return true;
  return /^\s*(undefined|[A-Z][A-Z\d_]+|process\.env\b.*|config\b.*)\s*$/.test(textOf(node, func));
}

/** Neither a constant nor something that whoever asks can choose. */
function isState(program: Program, other: t.Node, func: Func): boolean {
  if (constantOf(program, other, func) !== undefined) return false;
  const text = textOf(other, func);
  if (/^(undefined|null|void 0)$/.test(text.trim())) return false;
  if (/^\s*[A-Z][A-Z\d_]+\s*$/.test(text)) return false;
  return !/\b(Date|now|env|config\w*|settings|headers?|params|query|cookies?|req\.body|time|typeof)\b/i.test(
    text,
  );
}
