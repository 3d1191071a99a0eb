import type * as t from '@babel/types';
import { bare, isFunction } from '../../engine/ast.ts';
import { constantOf } from '../../engine/constant.ts';
import { bindingOf } from '../../engine/lookup.ts';
import { boundBy } from '../../engine/patterns.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import type { Effect } from '../../effects/effect.ts';
import type { Reach } from '../../effects/reach.ts';
import { siteOf, textOf, type Site } from '../../effects/site.ts';
import { verifyingOf } from '../../effects/tokens.ts';
import { optionOf } from '../signing/claims.ts';
import { spanOf } from '../signing/span.ts';

/** A tolerance of more than this, ms, is no clock that goes wrong. */
const SKEW = 36e5;

/** Whether a verification takes tokens that have expired, when it is reached from here. */
export function takesExpired(program: Program, { site, func, node }: Effect, reach: Reach): boolean {
  if (!site) return false;
  // The signature alone is looked at.
  if (site.from === 'jose' && /^(compact|flattened|general)Verify$/.test(site.path.at(-1) ?? '')) return true;
  // jwt-simple's third argument: neither the signature nor the expiry is looked at.
  const [, , third] = site.args;
  if (site.from === 'jwt-simple' && third && constantOf(program, third, site.func) === true) return true;
  const options = verifyingOf(program, site)?.options;
  return (options !== undefined && allowsExpired(program, options, site, reach)) || usesRest(node, func);
}

function allowsExpired(program: Program, options: t.Expression, site: Site, reach: Reach): boolean {
  const value = program.evaluate(options, site.func);
  const text = value.kind === 'object' ? textOf(value.node, value.func) : textOf(options, site.func);
  if (/ignoreExpiration\s*:\s*(true|!0)|\bexp\s*:\s*(false|!1)\b/.test(text)) return true;
  // A clock that is set to when the token was made.
  if (/(currentDate\s*:\s*new Date\(|clockTimestamp\s*:)\s*([01]\b|[^,}]*\b(iat|exp)\b)/.test(text))
    return true;
  if (/clockTolerance\s*:\s*(Infinity|Number\.\w+)/.test(text)) return true;
  const tolerance = optionOf(program, options, 'clockTolerance', site.func);
  const allowed = tolerance && constantOf(program, tolerance.node, tolerance.func);
  const ms = site.from === 'fast-jwt' && typeof allowed === 'number' ? allowed : spanOf(allowed);
  if (ms !== undefined && ms > SKEW) return true;
  const flag = optionOf(program, options, 'ignoreExpiration', site.func);
  return flag !== undefined && isGiven(program, flag, reach);
}

/** `read(token, true)`, where the function hands the flag on. */
function isGiven(
  program: Program,
  flag: { readonly node: t.Node; readonly func: Func },
  reach: Reach,
): boolean {
  const node = bare(flag.node);
  if (constantOf(program, node, flag.func) === true) return true;
  const found = node.type === 'Identifier' ? bindingOf(node.name, flag.func) : undefined;
  if (found?.binding.kind !== 'parameter') return false;
  const { func: owner, index, path } = found.binding;
  const [step] = path;
  if (owner.name === '' || path.length > 1) return false;
  const parameter = owner.node.type === 'File' ? undefined : owner.node.params[index];
  const fallback =
    parameter && boundBy(parameter).find((one) => one.path.join('.') === path.join('.'))?.fallback;
  return program.callsOf(owner.name).some(({ call, func }) => {
    if (!reach.funcs.has(func)) return false;
    const { value, args } = siteOf(program, call, func);
    if (value.kind !== 'function' || value.func !== owner) return false;
    const own =
      step === undefined
        ? args[index] && { node: args[index], func }
        : optionOf(program, args[index], step, func);
    const given = own ?? (fallback && { node: fallback, func: owner });
    return given !== undefined && constantOf(program, given.node, given.func) === true;
  });
}

/** `catch (error) { claims = error.payload }`: jose hands over what an expired token says. */
function usesRest(node: t.Node, func: Func): boolean {
  const { parents } = func.module();
  for (let outer = parents.get(node), inner = node; outer; inner = outer, outer = parents.get(outer)) {
    if (isFunction(outer)) return false;
    if (outer.type === 'TryStatement' && outer.block === inner) {
      const { handler } = outer;
      if (handler?.param?.type !== 'Identifier') return false;
      return new RegExp(`\\b${handler.param.name}\\??\\.(payload|claims)\\b`).test(textOf(handler, func));
    }
    if (outer.type === 'CallExpression' && outer.callee !== inner) return false;
    if (outer.type === 'CallExpression' && outer.callee.type === 'MemberExpression') {
      const text = outer.arguments.map((one) => textOf(one, func)).join();
      if (/^\(?\s*(\w+)[^=]*=>[\s\S]*\b\1\??\.(payload|claims)\b/.test(text)) return true;
    }
  }
  return false;
}
