import type { Program } from '../../engine/program.ts';
import { reachOf, type Reach } from '../../effects/reach.ts';
import { logoutsOf } from '../../entries/logouts.ts';
import { rescuesOf } from '../checking/parts.ts';
import { isRefresh, type Renewal } from './renewals.ts';

/** A renewal that happens in a `catch`, with what else happens on that way. */
export interface Rescued extends Renewal {
  readonly ways: readonly Reach[];
}

/**
 * Renewals where the old token has failed: what the `try` asks of the one has not been asked of the other. The function that
 * does both asks something, and its renewal nothing.
 */
export function rescuedRenewals(program: Program): readonly Rescued[] {
  const logouts = new Set(logoutsOf(program).map(({ handler }) => handler));
  return program.modules.flatMap(({ funcs }) =>
    funcs.flatMap((func) =>
      func.tries.length === 0 || logouts.has(func)
        ? []
        : rescuesOf(func).flatMap(({ handler, parts }): Rescued[] => {
            const reach = reachOf(program, handler);
            const verify = reach.effects.find(({ kind }) => kind === 'verify');
            if (!verify || !reach.effects.some(({ kind }) => kind === 'sign')) return [];
            const one = { func, reach, verify, ignoresExpiry: false };
            return isRefresh(program, one)
              ? [{ ...one, ways: parts.map((part) => reachOf(program, part)) }]
              : [];
          }),
    ),
  );
}
