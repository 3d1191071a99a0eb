import type { Program } from '../../engine/program.ts';
import { reachOf } from '../../effects/reach.ts';
import { logoutsOf } from '../../entries/logouts.ts';
import { mayMeet, spelled } from '../../keys/shape.ts';
import { keyUses } from '../../keys/uses.ts';

const known = new WeakMap<Program, boolean>();

/**
 * Whether a logout writes a key by which another function asks for a token, whatever that list is called:
 * `set('token:' + token, 'blocked')` here, `exists('token:' + token)` in the guard.
 */
export function isListedAtLogout(program: Program): boolean {
  const before = known.get(program);
  if (before !== undefined) return before;
  known.set(program, false);
  const inLogouts = new Set(
    logoutsOf(program).flatMap(({ handler }) => [...reachOf(program, handler).funcs]),
  );
  const written = keyUses(program, inLogouts).filter(
    ({ kind, shape }) => kind === 'set' && /<(token|bare|header|jti|session)>/.test(spelled(shape)),
  );
  const asked =
    written.length === 0
      ? []
      : keyUses(
          program,
          program.modules.flatMap(({ funcs }) => funcs.filter((one) => !inLogouts.has(one))),
        ).filter(
          ({ kind, shape }) => kind === 'get' && /<(token|bare|header|jti|session)>/.test(spelled(shape)),
        );
  const found = asked.some(({ shape }) => written.some((one) => mayMeet(one.shape, shape)));
  known.set(program, found);
  return found;
}
