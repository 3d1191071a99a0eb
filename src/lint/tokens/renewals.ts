import type * as t from '@babel/types';
import { bare, isCall } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { bindingOf } from '../engine/lookup.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import type { Effect } from '../effects/effect.ts';
import { reachOf, type Reach } from '../effects/reach.ts';
import { siteOf, textOf, type Site } from '../effects/site.ts';
import { verifyingOf } from '../effects/tokens.ts';
import { logoutsOf } from '../entries/logouts.ts';
import { pathOf } from '../entries/routes.ts';

/** A function that takes an old token and gives a new one. */
export interface Renewal {
  readonly func: Func;
  readonly reach: Reach;
  /** Where the old one is verified, or only decoded. */
  readonly verify: Effect;
  /** Whether an expired one will do: its expiry is not looked at, or it is decoded after that was found. */
  readonly ignoresExpiry: boolean;
}

const NAMED = /refresh|renew|reissue|rotate|extend|silent|re_?new|new_?(access_?)?token|regenerate/i;
const known = new WeakMap<Program, readonly Renewal[]>();

/** Every place that renews tokens, by what it does and how it is called. */
export function renewalsOf(program: Program): readonly Renewal[] {
  const before = known.get(program);
  if (before) return before;
  const logouts = new Set(logoutsOf(program).map(({ handler }) => handler));
  const found: Renewal[] = [];
  for (const module of program.modules) {
    if (!/verify|decode/i.test(module.text) && !NAMED.test(module.text)) continue;
    for (const func of module.funcs) {
      if (func.node.type === 'File' || logouts.has(func)) continue;
      const reach = reachOf(program, func);
      const reads = reach.effects.filter(
        ({ kind, site }) => kind === 'verify' || (site && isDecode(site) && !isOfNew(program, site)),
      );
      const late = reads.find((one) => one.kind !== 'verify' && isAfterExpiry(one, reads));
      const verify = late ?? reads[0];
      if (!verify) continue;
      const signs = reach.effects.some(
        ({ kind, site }) => kind === 'sign' || (kind === 'unknown' && SIGNS.test(site?.method ?? '')),
      );
      const isNamed = NAMED.test(`${func.name} ${pathOf(program, func)}`);
      const ignoresExpiry =
        late !== undefined || (verify.site !== undefined && ignores(program, verify.site));
      if (signs || (isNamed && ignoresExpiry)) found.push({ func, reach, verify, ignoresExpiry });
    }
  }
  // The innermost one says it; those that call it say the same again.
  const innermost = found.filter(
    ({ verify, reach }) =>
      !found.some((other) => other.verify === verify && other.reach.funcs.size < reach.funcs.size),
  );
  known.set(program, innermost);
  return innermost;
}

const SIGNS = /(sign|generate|create|issue|make|get|new)\w*(token|jwt)s?/i;

function isDecode({ method, owner, from }: Site): boolean {
  return (
    /^decode(Jwt)?$|^jwtDecode$/.test(method) &&
    (from === 'jsonwebtoken' ||
      from === 'jose' ||
      from === 'jwt-decode' ||
      /(^|\.)(jwt|jwtservice)$/.test(owner))
  );
}

/** Whether what is decoded has just been signed here. */
function isOfNew(program: Program, { args, func }: Site): boolean {
  const [first] = args;
  const inner = first && bare(first);
  const found = inner?.type === 'Identifier' ? bindingOf(inner.name, func) : undefined;
  const init = found?.binding.kind === 'variable' && found.binding.init ? bare(found.binding.init) : inner;
  if (!found || !init || !isCall(init)) return false;
  const { value, method } = siteOf(program, init, found.func);
  return value.kind === 'function'
    ? reachOf(program, value.func).effects.some(({ kind }) => kind === 'sign')
    : SIGNS.test(method) || /^sign/i.test(method);
}

/** Whether a token is decoded once its verification has failed: in the `catch`, or where it is found to have expired. */
function isAfterExpiry({ node, func }: Effect, reads: readonly Effect[]): boolean {
  const { parents } = func.module();
  const within = (outer: t.Node): boolean =>
    reads.some((one) => one.kind === 'verify' && one.func.file === func.file && isIn(one.node, outer));
  for (
    let inner: t.Node = node, outer = parents.get(inner);
    outer;
    inner = outer, outer = parents.get(inner)
  ) {
    if (outer.type === 'TryStatement' && outer.handler === inner)
      return within(outer.block) && !within(inner);
    if (
      outer.type === 'IfStatement' &&
      outer.consequent === inner &&
      /expired/i.test(textOf(outer.test, func))
    )
      return !within(inner);
  }
  return false;
}

function isIn(node: t.Node, outer: t.Node): boolean {
  return (node.start ?? 0) >= (outer.start ?? 0) && (node.end ?? 0) <= (outer.end ?? 0);
}

function ignores(program: Program, site: Site): boolean {
  const verifying = verifyingOf(program, site);
  const options = verifying?.options;
  // jwt-simple's third argument: neither the signature nor the expiry is looked at.
  const [, , third] = site.args;
  if (site.from === 'jwt-simple' && third && constantOf(program, third, site.func) === true) return true;
  if (!options) return false;
  const value = program.evaluate(options, site.func);
  const text = value.kind === 'object' ? textOf(value.node, value.func) : textOf(options, site.func);
  if (
    /ignoreExpiration\s*:\s*(true|!0)|currentDate\s*:\s*new Date\(\s*[01]\b|clockTimestamp\s*:\s*[01]\b/.test(
      text,
    )
  )
    return true;
  return /clockTolerance\s*:\s*(Infinity|Number\.\w+|['"`]\s*\d+\s*(d|day|w|week|mo|month|y|year)|(\d[\d_]*\s*\*\s*){2,}\d|\d{6,})/.test(
    text,
  );
}

/** Whether a renewal is for refresh tokens: by its own name, its route, the token or the secret. */
export function isRefresh(program: Program, { func, verify }: Renewal): boolean {
  const path = pathOf(program, func);
  const near = siteOf(program, verify.node as Parameters<typeof siteOf>[1], verify.func);
  const names = `${func.name} ${path} ${func.cls?.name ?? ''} ${verify.func.name}`;
  return NAMED.test(names) || /refresh|\brt\b/i.test(`${near.method} ${near.given}`);
}
