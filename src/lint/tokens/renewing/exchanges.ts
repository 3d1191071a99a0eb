import { chainOf } from '../../engine/ast.ts';
import { bindingOf } from '../../engine/lookup.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import type { Effect } from '../../effects/effect.ts';
import { reachOf, type Reach } from '../../effects/reach.ts';
import { siteOf } from '../../effects/site.ts';
import { logoutsOf } from '../../entries/logouts.ts';
import { pathOf } from '../../entries/routes.ts';
import { sideOf } from '../../side.ts';
import { textOfReach } from '../checking/revocable.ts';
import { prefixOf, saidOf, subjectOf } from '../checking/subject.ts';

/** A function that gives new tokens for a refresh token that it looks up in a store. */
export interface Exchange {
  readonly func: Func;
  readonly reach: Reach;
  /** What it asks, the store of refresh tokens among it. */
  readonly asks: readonly Effect[];
}

const NAMED = /refresh|renew|rotat/i;
const SAYS_REFRESH = /refresh|hashed_?rt|\brt\b/i;
const known = new WeakMap<Program, readonly Exchange[]>();

export function exchangesOf(program: Program): readonly Exchange[] {
  const before = known.get(program);
  if (before) return before;
  const ending = new Set(logoutsOf(program).flatMap(({ handler }) => [...reachOf(program, handler).funcs]));
  const found = program.modules.flatMap((module) =>
    !NAMED.test(module.text) || sideOf(module) === 'client'
      ? []
      : module.funcs.flatMap((func) => {
          if (func.node.type === 'File' || ending.has(func)) return [];
          const reach = reachOf(program, func);
          if (registers(program, reach)) return [];
          const isNamed = NAMED.test(`${func.name} ${pathOf(program, func)}`);
          if (!isNamed && !swaps(reach) && !asksAndSigns(reach)) return [];
          const asks = reach.effects
            .filter((one) => isAsked(one))
            .map((one) => asCalled(program, one, reach));
          return asks.some((one) => SAYS_REFRESH.test(saidOf(one))) ? [{ func, reach, asks }] : [];
        }),
  );
  known.set(program, found);
  return found;
}

const givers = new WeakMap<Program, readonly Exchange[]>();

/** Every function that gives a token to who shows something that is looked up, and not a password. */
export function issuersOf(program: Program): readonly Exchange[] {
  const before = givers.get(program);
  if (before) return before;
  const ending = new Set(logoutsOf(program).flatMap(({ handler }) => [...reachOf(program, handler).funcs]));
  const found = program.modules.flatMap((module) =>
    sideOf(module) === 'client'
      ? []
      : module.funcs.flatMap((func) => {
          if (func.node.type === 'File' || ending.has(func)) return [];
          const reach = reachOf(program, func);
          if (!reach.effects.some(({ kind }) => kind === 'sign') || takesPassword(reach)) return [];
          if (registers(program, reach)) return [];
          return [{ func, reach, asks: reach.effects.filter((one) => isAsked(one)) }];
        }),
  );
  givers.set(program, found);
  return found;
}

/** Whether a function has a logout within it, as one that only registers routes: then it is none of them. */
function registers(program: Program, { funcs }: Reach): boolean {
  return logoutsOf(program).some(({ handler }) => funcs.has(handler));
}

function takesPassword(reach: Reach): boolean {
  return (
    /passw|\bpin\b|\botp\b|credential/i.test(textOfReach(reach)) ||
    [...reach.funcs].some(({ name }) => /^(log|sign)_?(in|up)|register|callback|oauth/i.test(name))
  );
}

/** Whether a refresh token is taken out of its store and another one put in, whatever it is called. */
function swaps(reach: Reach): boolean {
  const { effects } = reach;
  const takes = effects.some((one) => isTaken(one) && SAYS_REFRESH.test(saidOf(one)));
  // Who logs in may put one in the place of another as well.
  return (
    takes && effects.some((one) => isPut(one) && SAYS_REFRESH.test(saidOf(one))) && !takesPassword(reach)
  );
}

/** Whether a token is signed for a refresh token that is looked up, whatever the function is called. */
function asksAndSigns(reach: Reach): boolean {
  const { effects } = reach;
  return (
    effects.some(({ kind }) => kind === 'sign') &&
    effects.some((one) => one.kind === 'read' && isAsked(one) && SAYS_REFRESH.test(saidOf(one))) &&
    !takesPassword(reach)
  );
}

function isTaken({ kind, site }: Effect): boolean {
  return (
    kind === 'write' &&
    /^(find\w*And(Delete|Remove)|getdel|consume|take|delete|remove|del)/i.test(site?.method ?? '')
  );
}

function isPut({ kind, site }: Effect): boolean {
  return kind === 'write' && /^(create|insert|save|add|set|put|hset)/i.test(site?.method ?? '');
}

/** An effect on a parameter is one on what the parameter is given where it is called: `alive(refreshTokens, token)`. */
function asCalled(program: Program, effect: Effect, { funcs }: Reach): Effect {
  const { site, func } = effect;
  const [root = ''] = site?.chain ?? [];
  const found = site ? bindingOf(root, func) : undefined;
  if (!site || found?.binding.kind !== 'parameter' || found.binding.path.length > 0) return effect;
  const { func: owner, index } = found.binding;
  for (const { call, func: caller } of program.callsOf(owner.name)) {
    if (!funcs.has(caller)) continue;
    const { value, args } = siteOf(program, call, caller);
    const given = args[index] && chainOf(args[index]);
    if (value.kind !== 'function' || value.func !== owner || !given || given[0] === '?') continue;
    const chain = [...given, ...site.chain.slice(1)];
    return { ...effect, site: { ...site, chain, owner: chain.slice(0, -1).join('.').toLowerCase() } };
  }
  return effect;
}

/** What is read, or changed only if it is there. */
function isAsked({ kind, site }: Effect): boolean {
  // The beginning of a query, whose end says more.
  if (/^(select|with|selectDistinct)$/.test(site?.method ?? '') && (site?.chain.length ?? 0) < 3)
    return false;
  if (kind === 'read')
    return !/(^|\.)(cookies?|headers?|params|query|env|config\w*)(\.\(\))?$/.test(site?.owner ?? '');
  return (
    kind === 'write' &&
    /^(find\w*And|getdel|consume|take|delete|remove|update)/i.test(site?.method ?? 'update')
  );
}

/** What shows that a refresh token knows its session: it names it, or the two are read together. */
const TIED =
  /\b(?!(?:prisma|db|this|tx|trx|client|ctx|context|models?|session|req|request)\b)\w+\??\.(session_?id|session|sid|family\w*)\b|\{[^{}]*\b(sid|session_?id)\b[^{}]*\}\s*=[^=>]|\b(include|join|populate|relations|cascade)\b/i;

/** Whether an exchange opens another of what an effect ends, for a refresh token that does not know of either. */
export function opensAnew({ reach }: Exchange, ended: Effect): boolean {
  const subject = subjectOf(ended);
  const opens = reach.effects.some(
    (one) =>
      one.kind === 'write' &&
      /^(create|insert|save|add|set|put|hset|query|execute|run)/i.test(one.site?.method ?? 'insert') &&
      !/\b(update|delete)\s/i.test(one.about) &&
      subjectOf(one) === subject &&
      prefixOf(one) === prefixOf(ended) &&
      !/refresh/i.test(one.about),
  );
  return opens && !TIED.test(textOfReach(reach));
}
