import type { Program } from '../../engine/program.ts';
import type { Reach } from '../../effects/reach.ts';
import { claimsOf } from '../signing/claims.ts';
import { textOfReach } from './revocable.ts';
import { signingsOf } from '../signing/signings.ts';

/** What asks only if there is something to ask for: `if (payload.jti) …`, `payload.jti && …`. */
const ASKED_IF = /(?:\bif\s*\(\s*|&&\s*|\(\s*)(?:payload|decoded|claims|token|user)\??\.(\w+)\s*(?:\)|&&)/;
const HANDLES = /\b(?:payload|decoded|claims|token)\??\.(jti|sid|\w*session\w*|\w*version\w*|family|iat)\b/gi;

/** Whether a guard asks for no more than a claim that no access token of the program carries: then it asks for none. */
export function asksUncarried(program: Program, reach: Reach): boolean {
  const text = textOfReach(reach);
  const claim = ASKED_IF.exec(text)?.[1];
  if (claim === undefined || !/^(jti|sid|session_?id)$/i.test(claim)) return false;
  const handles = new Set([...text.matchAll(HANDLES)].map(([, name = '']) => name));
  if ([...handles].some((one) => one !== claim)) return false;
  const access = signingsOf(program)
    .filter(({ purpose }) => purpose === 'access')
    .map((one) => claimsOf(program, one));
  const option = claim === 'jti' ? /^(jti|jwtid|setJti)$/ : new RegExp(`^${claim}$`);
  return (
    access.length > 0 && access.every(({ names, open }) => !open && !names.some((one) => option.test(one)))
  );
}
