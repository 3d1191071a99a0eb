import type * as t from '@babel/types';
import { bare } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { siteOf, textOf } from '../effects/site.ts';
import type { Signing } from '../effects/tokens.ts';
import { claimsOf, keysOf, optionOf } from './claims.ts';

/** When a token ends: never, at some time, after so many ms, or it cannot be seen. */
export type Expiry =
  | { readonly kind: 'never' }
  | { readonly kind: 'after'; readonly ms: number }
  | { readonly kind: 'some' }
  | { readonly kind: 'unseen' };

const UNITS: Readonly<Record<string, number>> = {
  s: 1e3,
  m: 6e4,
  h: 36e5,
  d: 864e5,
  w: 6048e5,
  mo: 2592e6,
  y: 31_557_600_000,
};

/** `7d`, `15 minutes`, `3600` as jsonwebtoken and jose read them: a number is seconds, a bare text of digits ms. */
function spanOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value * 1e3;
  if (typeof value !== 'string') return undefined;
  const match =
    /^\s*(\d+(?:\.\d+)?)\s*(ms|milliseconds?|msecs?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|mo|months?|y|yrs?|years?)?(\s+(from now|ago))?\s*$/i.exec(
      value,
    );
  if (!match) return undefined;
  const unit = (match[2] ?? 'ms').toLowerCase();
  if (unit.startsWith('ms') || unit.startsWith('milli')) return Number(match[1]);
  return Number(match[1]) * (UNITS[unit.startsWith('mo') ? 'mo' : (unit[0] ?? 's')] ?? 1e3);
}

export function expiryOf(program: Program, signing: Signing): Expiry {
  const { library, options, steps, site } = signing;
  const claims = claimsOf(program, signing);
  if (library === 'jose') {
    const step = steps.get('setExpirationTime');
    if (step) return at(program, step[0], site.func);
    return claims.names.includes('exp')
      ? byClaim(program, signing)
      : claims.open
        ? { kind: 'unseen' }
        : { kind: 'never' };
  }
  const chosen = optionOf(program, options, 'expiresIn', site.func);
  if (chosen) return at(program, chosen.node, chosen.func);
  // Set by a spread, or after the options were made.
  if (claims.names.includes('expiresIn')) return { kind: 'some' };
  if (claims.names.includes('exp')) return byClaim(program, signing);
  if (options && keysOf(program, options, site.func).open) return { kind: 'unseen' };
  if (library === 'nest' || library === 'fastify') return byDefault(program, signing);
  return claims.open ? { kind: 'unseen' } : { kind: 'never' };
}

function at(program: Program, node: t.Node | undefined, func: Func): Expiry {
  const value = node && constantOf(program, node, func);
  const ms = spanOf(value);
  return ms === undefined ? { kind: 'some' } : { kind: 'after', ms };
}

/** `exp: Math.floor(Date.now() / 1000) + 60 * 60`. */
function byClaim(program: Program, signing: Signing): Expiry {
  const claim = optionOf(program, signing.payload, 'exp', signing.site.func);
  if (!claim) return { kind: 'some' };
  const sum = bare(claim.node);
  if (sum.type !== 'BinaryExpression' || sum.operator !== '+') return { kind: 'some' };
  const seconds = constantOf(program, sum.right, claim.func);
  return typeof seconds === 'number' ? { kind: 'after', ms: seconds * 1e3 } : { kind: 'some' };
}

/** NestJS and Fastify have defaults, which are set where the module is registered. */
function byDefault(program: Program, { library }: Signing): Expiry {
  const names = library === 'nest' ? ['register', 'registerAsync'] : ['register'];
  for (const name of names) {
    for (const { call, func } of program.callsOf(name)) {
      const { owner, given, from, args } = siteOf(program, call, func);
      const isIt =
        library === 'nest'
          ? owner.endsWith('jwtmodule') || from === '@nestjs/jwt'
          : /jwt/i.test(textOf(args[0] ?? call, func).slice(0, 60));
      if (!isIt) continue;
      const match = /expiresIn['"]?\s*:\s*(?:[^,}]*\|\|\s*|[^,}]*\?\?\s*)?(['"][^'"]+['"]|\d[\d_ *]*)?/.exec(
        given,
      );
      if (!match)
        return /useClass|useExisting|inject\(|Config\b[\s\S]*\)\s*$/.test(given) && !/secret/.test(given)
          ? { kind: 'unseen' }
          : { kind: 'never' };
      const ms = spanOf(match[1]?.replace(/['"]/g, ''));
      return ms === undefined ? { kind: 'some' } : { kind: 'after', ms };
    }
  }
  return { kind: 'unseen' };
}
