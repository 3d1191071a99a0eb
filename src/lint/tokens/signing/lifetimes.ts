import { bare } from '../../engine/ast.ts';
import { bindingOf } from '../../engine/lookup.ts';
import { boundBy } from '../../engine/patterns.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { purposeOf, type Purpose } from '../../effects/purpose.ts';
import { siteOf, textOf } from '../../effects/site.ts';
import type { Signing } from '../../effects/tokens.ts';
import { optionOf } from './claims.ts';
import { expiryOf, longestOf } from './expiry.ts';
import type * as t from '@babel/types';

/** How long tokens live that are signed in one place, and what they are for: each caller may say another time. */
interface Lifetime {
  /** ms. */
  readonly ms: number;
  readonly purpose: Purpose;
}

/** As far as they can be seen. */
export function lifetimesOf(program: Program, signing: Signing): Lifetime[] {
  const expiry = expiryOf(program, signing);
  if (expiry.kind === 'after') return [{ ms: expiry.ms, purpose: signing.purpose }];
  if (expiry.kind !== 'some') return [];
  const { options, steps, site, library } = signing;
  const step = steps.get('setExpirationTime')?.[0];
  const chosen = step ? { node: step, func: site.func } : optionOf(program, options, 'expiresIn', site.func);
  const parameter = chosen && parameterIn(chosen.node, chosen.func);
  if (!parameter) return [];
  const { owner, index, path } = parameter;
  const [name] = path;
  const fallback = byDefault(owner, index, path);
  const given = program.callsOf(owner.name).flatMap(({ call, func }): Lifetime[] => {
    const one = siteOf(program, call, func);
    if (one.value.kind !== 'function' || one.value.func !== owner) return [];
    const own = name === undefined ? one.args[index] : optionOf(program, one.args[index], name, func)?.node;
    const node = own ?? fallback;
    const ms = node && longestOf(program, node, own ? func : owner, library);
    return ms === undefined ? [] : [{ ms, purpose: purposeIn(signing, call, func) }];
  });
  if (given.length > 0 || !fallback) return given;
  const ms = longestOf(program, fallback, owner, library);
  return ms === undefined ? [] : [{ ms, purpose: signing.purpose }];
}

/** What a call is for: by what holds its answer, and by the keys and kinds that it gives. */
function purposeIn(signing: Signing, call: Signing['site']['node'], func: Func): Purpose {
  if (signing.purpose !== 'access') return signing.purpose;
  const site = { ...signing.site, node: call, func };
  const all = call.arguments.map((one) => purposeOf(site, undefined, one as t.Expression));
  return (
    all.find((one) => one !== 'access') ?? (all.length > 0 ? 'access' : purposeOf(site, undefined, undefined))
  );
}

function parameterIn(
  expression: t.Node,
  func: Func,
): { readonly owner: Func; readonly index: number; readonly path: readonly string[] } | undefined {
  let node = bare(expression);
  if (node.type === 'LogicalExpression') node = bare(node.left);
  const found = node.type === 'Identifier' ? bindingOf(node.name, func) : undefined;
  if (found?.binding.kind !== 'parameter' || found.binding.func.name === '' || found.binding.path.length > 1)
    return undefined;
  const { func: owner, index, path } = found.binding;
  return { owner, index, path };
}

/** What a parameter, or a part of it, is when a call leaves it out. */
function byDefault({ node }: Func, index: number, path: readonly string[]): t.Node | undefined {
  const parameter = node.type === 'File' ? undefined : node.params[index];
  return parameter && boundBy(parameter).find((one) => one.path.join('.') === path.join('.'))?.fallback;
}

/** Whether a token is spoken of that is no session: it may live for as long as it likes. */
export function isForMachines({ site, payload }: Signing): boolean {
  const text = `${site.func.name} ${payload ? textOf(payload, site.func) : ''}`;
  return /unsubscribe|web_?hook|service_?(token|account)|client_?assertion|machine|api_?key|licen[cs]e|integration|tracking|preview|share|embed|invoice|order_?(id|uuid|token)/i.test(
    text,
  );
}
