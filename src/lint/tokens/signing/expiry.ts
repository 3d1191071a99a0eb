import type * as t from '@babel/types';
import { bare } from '../../engine/ast.ts';
import { constantOf } from '../../engine/constant.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { textOf } from '../../effects/site.ts';
import type { Signing } from '../../effects/tokens.ts';
import { assignedLater, claimsOf, keysOf, optionOf } from './claims.ts';
import { defaultsOf } from './defaults.ts';
import { fromNow } from './from-now.ts';
import { inCalls } from './in-calls.ts';
import { spanOf } from './span.ts';

/** When a token ends: never, at some time, after so many ms, or it cannot be seen. */
export type Expiry =
  | { readonly kind: 'never' }
  | { readonly kind: 'after'; readonly ms: number }
  | { readonly kind: 'some' }
  | { readonly kind: 'unseen' };

/** They are told where their module is registered how long tokens live. */
const HAS_DEFAULTS: ReadonlySet<Signing['library']> = new Set(['nest', 'fastify', 'elysia']);

export function expiryOf(program: Program, signing: Signing): Expiry {
  const { library, options, steps, site } = signing;
  const claims = claimsOf(program, signing);
  if (library === 'jose') {
    const step = steps.get('setExpirationTime');
    if (step) return (step[0] && momentOf(program, step[0], site.func)) ?? at(program, step[0], site.func);
    return claims.names.includes('exp')
      ? byClaim(program, signing)
      : claims.open
        ? { kind: 'unseen' }
        : { kind: 'never' };
  }
  const chosen = optionOf(program, options, library === 'hapi' ? 'ttlSec' : 'expiresIn', site.func);
  if (chosen) return at(program, chosen.node, chosen.func, library);
  // Set by a spread, or after the options were made.
  const told = options ? keysOf(program, options, site.func).names : [];
  if (told.some((one) => /^(expiresIn|ttlSec|ttl)$/.test(one))) return { kind: 'some' };
  if (claims.names.includes('exp')) return byClaim(program, signing);
  if (options && keysOf(program, options, site.func).open) return { kind: 'unseen' };
  if (HAS_DEFAULTS.has(library)) return byDefault(program, signing);
  return claims.open ? { kind: 'unseen' } : { kind: 'never' };
}

/** Whether some token is signed here that never ends: by what is seen here, or by what one of those gives who call. */
export function isEndless(program: Program, signing: Signing): boolean {
  const { kind } = expiryOf(program, signing);
  if (kind !== 'unseen') return kind === 'never';
  const { library, payload, options, steps, site } = signing;
  // The others have defaults of their own.
  if (HAS_DEFAULTS.has(library) || steps.has('setExpirationTime')) return false;
  return inCalls(program, site.func).some((keysIn) => {
    const claims = keysIn(payload);
    const chosen = keysIn(options);
    const names = [...claims.names, ...chosen.names];
    return (
      !claims.open &&
      !chosen.open &&
      claims.names.length > 0 &&
      !names.some((one) => /^(exp|expiresIn|\[\])$/.test(one))
    );
  });
}

function at(program: Program, node: t.Node | undefined, func: Func, library?: Signing['library']): Expiry {
  const ms = node && longestOf(program, node, func, library);
  return ms === undefined ? { kind: 'some' } : { kind: 'after', ms };
}

/** ms that a span is at most: `rememberMe ? '30d' : '1h'` may be the longer one. */
export function longestOf(
  program: Program,
  expression: t.Node,
  func: Func,
  library?: Signing['library'],
): number | undefined {
  const node = bare(expression);
  if (node.type === 'ConditionalExpression' && !/NODE_ENV|prod|dev|test/i.test(textOf(node.test, func))) {
    const all = [node.consequent, node.alternate].flatMap(
      (one) => longestOf(program, one, func, library) ?? [],
    );
    return all.length > 0 ? Math.max(...all) : undefined;
  }
  // A point in time where a span is wanted is one of half a century.
  const moment = fromNow(program, node, func);
  if (moment && moment.unit !== 'date') return NEVER_REACHED;
  const value = constantOf(program, node, func);
  return library === 'fast' && typeof value === 'number' ? value : spanOf(value);
}

/** `exp: Math.floor(Date.now() / 1000) + 60 * 60`. */
function byClaim(program: Program, signing: Signing): Expiry {
  const claim =
    optionOf(program, signing.payload, 'exp', signing.site.func) ??
    assignedLater(signing.payload, 'exp', signing.site.func);
  if (!claim) return { kind: 'some' };
  return momentOf(program, claim.node, claim.func) ?? { kind: 'some' };
}

/** JWT's claims are seconds: who writes ms has written a time that is never reached. */
const NEVER_REACHED = 1e15;

function momentOf(program: Program, node: t.Node, func: Func): Expiry | undefined {
  const moment = fromNow(program, node, func);
  return moment && { kind: 'after', ms: moment.unit === 'ms' ? NEVER_REACHED : moment.after };
}

/** NestJS and Fastify have defaults, which are set where the module is registered. */
function byDefault(program: Program, { library }: Signing): Expiry {
  const all = defaultsOf(program, library).map(({ node, func, open }): Expiry => {
    if (node) return at(program, node, func, library);
    return { kind: open ? 'unseen' : 'never' };
  });
  const [first, ...others] = all;
  if (!first) return { kind: 'unseen' };
  // Of several modules it cannot be told which one it is.
  return others.reduce(
    (one, other) => (one.kind === other.kind ? shorter(one, other) : { kind: 'some' }),
    first,
  );
}

function shorter(one: Expiry, other: Expiry): Expiry {
  return one.kind === 'after' && other.kind === 'after' && other.ms < one.ms ? other : one;
}
