import { boundBy } from '../../engine/patterns.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { effectsOf } from '../../effects/classify.ts';
import { reachOf } from '../../effects/reach.ts';
import { answersRequests } from '../../entries/logouts.ts';
import { asksBy } from './asked.ts';
import { revocationReads } from './revocable.ts';

/** Names by which frameworks call what lets in. */
const LETS_IN = /^(canActivate|use|authChecker|check|intercept)$/;
/** Whoever was let in before: `ctx.state.user`. */
const CURRENT =
  /\b(?:state|req|request|ctx|c|locals|raw|context)\??\.(?:user|auth|token|jwt|claims|payload)\b\??(?!\s*=[^=])/;
const GOES_ON = /\bnext\b\s*\(?\s*\)|\bnext\(\)/;
const REFUSES = /\bthrow\b|40[13]|nauthori[sz]ed|orbidden|redirect|next\(\s*\w/i;
/** What is taken out of it, or is another name of it. */
const TAKEN = new RegExp(String.raw`(?:\{([^{}]*)\}|(\w+))\s*=\s*(?:await\s+)?[\w.]*${CURRENT.source}`, 'g');

/** Whether a check for revoked tokens is a middleware of its own, and stands beside the one that verifies. */
export function hasSeparateCheck(program: Program): boolean {
  const asking = program.modules.flatMap(({ funcs }) =>
    funcs.filter((func) => asksForCurrent(program, func)),
  );
  return [...revocationReads(program), ...asking].some(
    (func) =>
      (answersRequests(func) || LETS_IN.test(func.name)) &&
      !reachOf(program, func).effects.some(
        ({ kind }) => kind === 'verify' || kind === 'sign' || kind === 'clear-cookie',
      ),
  );
}

/** A middleware that asks for the session or the token of whoever was let in before: `isOpen(ctx.state.user.sid)`. */
function asksForCurrent(program: Program, func: Func): boolean {
  if (func.node.type === 'File' || !goesOn(func)) return false;
  const text = func.module().text.slice(func.node.start ?? 0, func.node.end ?? 0);
  if (!CURRENT.test(text) || !(LETS_IN.test(func.name) || (GOES_ON.test(text) && REFUSES.test(text))))
    return false;
  const names = [...text.matchAll(TAKEN)].flatMap(([, taken = '', whole = '']) => [
    ...taken.split(',').map((one) => one.split(':').at(-1)?.trim() ?? ''),
    whole,
  ]);
  const isOfIt = (told: string): boolean =>
    CURRENT.test(told) || names.some((one) => /^\w+$/.test(one) && new RegExp(`\\b${one}\\b`).test(told));
  return effectsOf(program, func).some(
    ({ kind, site }) =>
      (kind === 'read' || kind === 'unknown') &&
      site !== undefined &&
      !/^(insert|given|create|update|save|set|add)/i.test(site.method) &&
      isOfIt(site.told) &&
      asksBy(site.told.replace(CURRENT, '')),
  );
}

function goesOn({ node, name }: Func): boolean {
  return (
    LETS_IN.test(name) ||
    (node.type !== 'File' &&
      node.params.some((one) => boundBy(one).some((bound) => /^_?next$/.test(bound.name))))
  );
}
