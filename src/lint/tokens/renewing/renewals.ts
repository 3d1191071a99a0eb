import type * as t from '@babel/types';
import { bare, isCall } from '../../engine/ast.ts';
import { bindingOf } from '../../engine/lookup.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import type { Effect } from '../../effects/effect.ts';
import { reachOf, type Reach } from '../../effects/reach.ts';
import { siteOf, textOf, type Site } from '../../effects/site.ts';
import { logoutsOf } from '../../entries/logouts.ts';
import { pathOf } from '../../entries/routes.ts';
import { takesExpired } from './expired.ts';
import { sideOf } from '../../side.ts';
import { isLongerOfTwo } from '../signing/pairs.ts';
import { peekedIn } from '../checking/peeked.ts';

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
  const logouts = logoutsOf(program);
  const handlers = new Set(logouts.map(({ handler }) => handler));
  const found: Renewal[] = [];
  for (const module of program.modules) {
    if (sideOf(module) === 'client' && !/verify|decode/i.test(module.text) && !NAMED.test(module.text))
      continue;
    for (const func of module.funcs) {
      if (func.node.type === 'File' || handlers.has(func)) continue;
      const reach = reachOf(program, func);
      const signed = reach.effects.some(({ kind }) => kind === 'sign');
      const seen = reach.effects.filter(
        ({ kind, site }) => kind === 'verify' || (site && isDecode(site) && !isOfNew(program, site)),
      );
      const reads = seen.length > 0 || !signed ? seen : peekedIn(program, reach);
      const late = reads.find((one) => one.kind !== 'verify' && isAfterExpiry(one, reads));
      const lax = reads.find((one) => one.kind === 'verify' && takesExpired(program, one, reach));
      const named = reads.find((one) => one.kind === 'verify' && saysRefresh(program, one));
      const verify = late ?? lax ?? named ?? reads[0];
      if (
        !verify ||
        logouts.some((one) => reach.funcs.has(one.handler) && has(reachOf(program, one.handler), verify))
      )
        continue;
      const signs =
        signed ||
        reach.effects.some(({ kind, site }) => kind === 'unknown' && SIGNS.test(site?.method ?? ''));
      const isNamed = NAMED.test(`${func.name} ${pathOf(program, func)}`);
      const ignoresExpiry = late !== undefined || lax !== undefined;
      if (signs || (isNamed && ignoresExpiry)) found.push({ func, reach, verify, ignoresExpiry });
    }
  }
  // The innermost one says it; those that call it say the same again.
  const innermost = found.filter(
    ({ verify, reach }) =>
      !found.some((other) => other.verify.node === verify.node && other.reach.funcs.size < reach.funcs.size),
  );
  known.set(program, innermost);
  return innermost;
}

/** What a logout verifies is no renewal of who only registers that logout beside others. */
function has({ effects }: Reach, { node }: Effect): boolean {
  return effects.some((one) => one.node === node);
}

const SIGNS = /(sign|generate|create|issue|make|get|new)\w*(token|jwt)s?/i;

function isDecode({ method, owner, from, path }: Site): boolean {
  if (from === 'fast-jwt' && path.join(' ') === 'createDecoder ()') return true;
  return (
    /^decode(Jwt)?$|^jwtDecode$/.test(method) &&
    ((from !== undefined && DECODERS.test(from)) || /(^|\.)(jwt|jwtservice)$/.test(owner))
  );
}

const DECODERS =
  /^(jsonwebtoken|jsonwebtoken-esm|jose|jwt-decode|jws|@hapi\/jwt|hono\/(utils\/)?jwt|@tsndr\/cloudflare-worker-jwt)$|djwt/;

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

/** Whether a renewal is for refresh tokens: by its own name, its route, the token, the secret or how long it lives. */
export function isRefresh(program: Program, { func, verify, reach }: Renewal): boolean {
  const path = pathOf(program, func);
  const names = `${func.name} ${path} ${func.cls?.name ?? ''} ${verify.func.name}`;
  return (
    NAMED.test(names) ||
    saysRefresh(program, verify) ||
    isToldRefresh(program, func, verify) ||
    isLongerOfTwo(program, verify, reach)
  );
}

/** Whether a verification says of the token, or of its key, that it is one for refreshing. */
function saysRefresh(program: Program, { node, func }: Effect): boolean {
  const { method, given } = siteOf(program, node as Parameters<typeof siteOf>[1], func);
  return /refresh|\brt\b/i.test(`${method} ${given}`);
}

/** Whether the function that verifies is given a token, or a key, that is for refreshing: `read(req.cookies.refresh, key)`. */
function isToldRefresh(program: Program, func: Func, verify: Effect): boolean {
  return func.calls.some((call) => {
    const { value, given } = siteOf(program, call, func);
    return (
      value.kind === 'function' && /refresh|\brt\b/i.test(given) && has(reachOf(program, value.func), verify)
    );
  });
}
