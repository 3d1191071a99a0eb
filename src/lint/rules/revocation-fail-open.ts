import type * as t from '@babel/types';
import { bare, isFunction } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { chainOn } from '../effects/promises.ts';
import { textOf } from '../effects/site.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { isIn, lookUpOf, verifiedIn } from '../tokens/look-ups.ts';
import { deedsIn } from '../tokens/revocable.ts';
import { saysRevoked } from '../words.ts';

export const revocationFailOpen: Rule = {
  id: 'revocation-fail-open',
  level: 'warning',
  summary: 'When it cannot be asked whether a token was revoked, the token is accepted.',
  cwe: ['CWE-636', 'CWE-613'],
  asvs: '16.5.3',
  check,
};

function check(program: Program): readonly Finding[] {
  const funcs = program.modules.flatMap((module) =>
    saysRevoked(module.text) || /session/i.test(module.text) ? module.funcs : [],
  );
  return funcs.flatMap((func) =>
    [
      ...func.tries.flatMap((one) => (opens(program, one, func) && one.handler ? [one.handler] : [])),
      ...caught(program, func),
      ...callbacks(program, func),
    ].map((node) =>
      findingAt(revocationFailOpen, func, node, {
        message:
          'When the store cannot be asked, a revoked token counts as a good one: an outage lets everybody back in who was logged out. Refuse, with 503.',
        fix: advice('Let the error through, or answer 503: not knowing is not the same as not revoked.'),
      }),
    ),
  );
}

const REFUSES =
  /\bthrow\b|next\(\s*\w|reject\(|40[0-9]|50[0-9]|Unauthori[sz]ed|Exception|\w+Error\(|sendStatus|\.status\(|UNAUTHORIZED|FORBIDDEN|return\s+(err|error)\b|abort\(|redirect\(|signOut|process\.exit/i;
const ACCEPTS =
  /\breturn\s+(false|null|undefined|0)\b|\bnext\(\s*\)|\breturn\s*;|=>\s*(false|null|undefined)\b/;

/** Whether what catches the error of a look-up goes on as if nothing had been found. */
function opens(program: Program, { block, handler, end }: t.TryStatement, func: Func): boolean {
  if (!handler) return false;
  const asked = new Set(
    func.calls.filter((call) => isIn(call, block)).map((call) => lookUpOf(program, call, func)),
  );
  const isList = asked.has('list');
  if (!isList && !asked.has('session')) return false;
  const { text } = func.module();
  const body = deedsIn(text.slice(handler.body.start ?? 0, handler.body.end ?? 0));
  const isValid = meansValid(func);
  if (REFUSES.test(body) || (!isValid && /\breturn\s+true\b/.test(body))) return false;
  // A catch that catches bad signatures too lets nobody in: who comes through it is nobody.
  const believed = verifiedIn(program, func);
  if (believed.some((one) => isIn(one.node, block))) return false;
  const trusts = believed.some(
    ({ name }) => name !== '' && new RegExp(`\\breturn\\b[^;}]*\\b${name}\\b`).test(body),
  );
  // Without a session and a verified token, the next one has nobody either.
  const goesOn = (isList || believed.length > 0) && NEXT.test(body);
  if (trusts || goesOn || (isValid && /\breturn\s+true\b/.test(body))) return true;
  if (!isList) return false;
  if (ACCEPTS.test(body)) return !isValid;
  const rest = deedsIn(text.slice(end ?? 0, func.node.end ?? 0));
  return /\bnext\(\s*\)|\breturn\s+(false|true|\w+|\{)/.test(rest) && !/^\s*\}?\s*$/.test(rest);
}

/** In `isTokenValid`, false refuses. */
function meansValid({ name }: Func): boolean {
  return (
    /valid|active|allowed|exists|alive|whitelist|verify|check(?!.*(revo|black|deny))|auth|protect|canActivate/i.test(
      name,
    ) && !saysRevoked(name)
  );
}

/** `revoked(jti).catch(() => false)`. */
function caught(program: Program, func: Func): t.Node[] {
  const { text } = func.module();
  return func.calls.flatMap((call) => {
    const last = chainOn(call, func.module()).find(({ method }) => method === 'catch')?.call;
    if (!last || lookUpOf(program, call, func) !== 'list') return [];
    const [handler] = last.arguments;
    const body = handler ? deedsIn(text.slice(handler.start ?? 0, handler.end ?? 0)) : '';
    if (REFUSES.test(body) || /=>\s*true\b|\breturn\s+true\b/.test(body)) return [];
    return ACCEPTS.test(body) || /=>\s*\{\s*\}/.test(body) ? [last] : [];
  });
}

/** `client.get(key, (error, found) => { if (error) return next(); … })`. */
function callbacks(program: Program, func: Func): t.Node[] {
  const { text } = func.module();
  return func.calls.flatMap((call) => {
    const last = call.arguments.at(-1);
    const callback = last && bare(last);
    if (!callback || !isFunction(callback) || callback.body.type !== 'BlockStatement') return [];
    const [error] = callback.params;
    if (error?.type !== 'Identifier' || !/^_?(e|err|error)$/.test(error.name)) return [];
    if (lookUpOf(program, call, func) !== 'list') return [];
    const looks = callback.body.body.find(
      (one) => one.type === 'IfStatement' && new RegExp(`\\b${error.name}\\b`).test(textOf(one.test, func)),
    );
    // Nobody looks at the error: then nothing was found, which lets in.
    if (looks?.type !== 'IfStatement') return isNext(text, callback.body) ? [call] : [];
    const isGood = new RegExp(`!\\s*${error.name}\\b`).test(textOf(looks.test, func));
    const after = isGood ? text.slice(looks.end ?? 0, callback.end ?? 0) : '';
    return (isGood ? NEXT.test(deedsIn(after)) : isNext(text, looks.consequent)) ? [call] : [];
  });
}

const NEXT = /\bnext\(\s*\)/;

function isNext(text: string, node: t.Node): boolean {
  const body = deedsIn(text.slice(node.start ?? 0, node.end ?? 0));
  return NEXT.test(body) && (node.type !== 'IfStatement' || !REFUSES.test(body));
}
