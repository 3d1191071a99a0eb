import type { Program } from '../../engine/program.ts';
import { reachOf } from '../../effects/reach.ts';
import type { Signing } from '../../effects/tokens.ts';
import { callersOf, namedAround } from '../../entries/callers.ts';

/** Whether a token, or the session it belongs to, is stored when it is issued: then it is on a list of those allowed. */
export function isStored(program: Program, { site, purpose }: Signing): boolean {
  const own = namedAround(site.func);
  const around = [own, ...callersOf(program, own).slice(0, 8)];
  return around.some((func) =>
    reachOf(program, func).effects.some(
      ({ kind, about, site: written, func: where }) =>
        kind === 'write' &&
        // Nor is what the function for the other one stores.
        (purpose === 'refresh' || !/refresh/i.test(namedAround(where).name)) &&
        STORES.test(written ? `${written.owner}.${written.method} ${about}` : about) &&
        // The token that is stored is the other one.
        (purpose === 'refresh' || !/refresh/i.test(about)),
    ),
  );
}

const STORES = /token|session|jwt|jti|\bsid\b|device/i;
