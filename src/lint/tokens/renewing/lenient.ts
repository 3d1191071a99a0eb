import { constantOf } from '../../engine/constant.ts';
import type { Program } from '../../engine/program.ts';
import { reachOf, type Reach } from '../../effects/reach.ts';
import { textOf, type Site } from '../../effects/site.ts';
import { optionOf } from '../signing/claims.ts';
import { routesBehind, strategiesOf, type Strategy } from '../checking/guarded.ts';
import { couldRevoke } from '../checking/revocable.ts';

/** A strategy of passport-jwt that asks nothing, and a route behind it that gives new tokens. */
export interface LenientStrategy {
  readonly site: Site;
  /** What the route does that is seen to sign a token; undefined where none is seen. */
  readonly issuing: Reach | undefined;
}

const NAMED = /refresh|renew|reissue|extend/i;

/** Those that let expired tokens in where they are exchanged for new ones. */
export function lenientStrategies(program: Program): readonly LenientStrategy[] {
  return strategiesOf(program).flatMap((one): LenientStrategy[] => {
    const { validate, site, called, name } = one;
    if (!ignoresExpiry(program, site) || !asksNothing(program, one)) return [];
    if (/\bexp\b/.test(textOf(validate.node, validate))) return [];
    const behind = routesBehind(program, one).map(({ handler }) => reachOf(program, handler));
    const issuing = behind.find((reach) => signs(reach) && !couldRevoke(program, reach));
    if (issuing) return [{ site, issuing }];
    return behind.length === 0 && NAMED.test(`${called} ${name}`) ? [{ site, issuing: undefined }] : [];
  });
}

/** Those for refresh tokens that take whatever was signed. */
export function trustingStrategies(
  program: Program,
): readonly (LenientStrategy & { readonly issuing: Reach })[] {
  return strategiesOf(program).flatMap((one) => {
    const { site, called, name } = one;
    if (ignoresExpiry(program, site) || !asksNothing(program, one)) return [];
    const behind = routesBehind(program, one);
    // A strategy that other routes use as well is the one for access tokens.
    const renew = behind.filter(({ path, handler }) => NAMED.test(`${path} ${handler.name}`));
    if (renew.length === 0 || (renew.length < behind.length && !NAMED.test(`${called} ${name}`))) return [];
    const issuing = renew.map(({ handler }) => reachOf(program, handler)).filter((reach) => signs(reach));
    return issuing.slice(0, 1).map((reach) => ({ site, issuing: reach }));
  });
}

function asksNothing(program: Program, { validate }: Strategy): boolean {
  return !couldRevoke(program, reachOf(program, validate));
}

function ignoresExpiry(program: Program, { args, given, func }: Site): boolean {
  const flag = optionOf(program, args[0], 'ignoreExpiration', func);
  if (flag && constantOf(program, flag.node, flag.func) === true) return true;
  const value = args[0] && program.evaluate(args[0], func);
  const options = value?.kind === 'object' ? textOf(value.node, value.func) : given;
  return /ignoreExpiration\s*:\s*(true|!0)/.test(options);
}

function signs({ effects }: Reach): boolean {
  return effects.some(({ kind }) => kind === 'sign');
}
