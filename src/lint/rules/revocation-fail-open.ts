import type * as t from '@babel/types';
import { bare, isFunction } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { effectsOf } from '../effects/classify.ts';
import { siteOf, textOf } from '../effects/site.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { ACCEPTS, acceptedIn, believedBy, meansValid, NEXT, REFUSES } from '../tokens/checking/accepted.ts';
import { isIn, lookUpOf } from '../tokens/renewing/look-ups.ts';
import { verifiedIn } from '../tokens/checking/verified.ts';
import { deedsIn } from '../tokens/checking/deeds.ts';
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
    saysRevoked(module.text) || /session|(logged|signed)_?-?out|kicked|ended|dead/i.test(module.text)
      ? module.funcs
      : [],
  );
  return funcs.flatMap((func) =>
    [
      ...new Set([
        ...func.tries.flatMap((one) => (opens(program, one, func) && one.handler ? [one.handler] : [])),
        ...acceptedIn(program, func),
        ...callbacks(program, func),
        ...unready(program, func),
      ]),
    ].map((node) =>
      findingAt(revocationFailOpen, func, node, {
        message:
          'When the store cannot be asked, a revoked token counts as a good one: an outage lets everybody back in who was logged out. Refuse, with 503.',
        fix: advice('Let the error through, or answer 503: not knowing is not the same as not revoked.'),
      }),
    ),
  );
}

/** Whether what catches the error of a look-up goes on as if nothing had been found. */
function opens(program: Program, { block, handler, end }: t.TryStatement, func: Func): boolean {
  if (!handler) return false;
  const asked = new Set(
    func.calls.filter((call) => isIn(call, block)).map((call) => lookUpOf(program, call, func)),
  );
  const isList = asked.has('list');
  if (!isList && !asked.has('session')) return false;
  const { text } = func.module();
  const body = deedsIn(text.slice(handler.body.start ?? 0, handler.body.end ?? 0)).replace(OWN_REFUSAL, '');
  const isValid = meansValid(func.name);
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
  if (!isList || beginsRefused(block, func) || asksAnother(program, func, end ?? 0)) return false;
  if (ACCEPTS.test(body)) return !isValid;
  const rest = deedsIn(text.slice(end ?? 0, func.node.end ?? 0));
  return /\bnext\(\s*\)|\breturn\s+(false|true|\w+|\{)/.test(rest) && !/^\s*\}?\s*$/.test(rest);
}

/** Whether somebody else is asked instead, and that is the answer: the database where the cache is down. */
function asksAnother(program: Program, func: Func, from: number): boolean {
  return func.returns.some(
    (one) =>
      (one.start ?? 0) > from &&
      effectsOf(program, func).some(({ kind, node }) => kind === 'read' && isIn(node, one)),
  );
}

/** `let revoked = true; try { revoked = await ask(); } catch {}`: who cannot be asked about stays refused. */
function beginsRefused(block: t.Node, func: Func): boolean {
  const { text } = func.module();
  return func.assigned.some((one) => {
    const name =
      one.type === 'AssignmentExpression' && isIn(one, block) && one.left.type === 'Identifier'
        ? one.left.name
        : '';
    const before = text.slice(func.node.start ?? 0, block.start ?? 0);
    return (
      name !== '' &&
      !meansValid(name) &&
      new RegExp(`\\b${name}\\b\\s*(:\\s*\\w+\\s*)?=\\s*true\\b`).test(before)
    );
  });
}

/** `if (!redis.isReady) return next();`, before the list is asked. */
function unready(program: Program, func: Func): t.Node[] {
  const { node } = func;
  if (node.type === 'File' || node.body.type !== 'BlockStatement') return [];
  if (!func.calls.some((call) => lookUpOf(program, call, func) === 'list')) return [];
  const isValid = meansValid(func.name);
  return node.body.body.filter((one) => {
    if (one.type !== 'IfStatement' || !UNREADY.test(textOf(one.test, func))) return false;
    const then = deedsIn(textOf(one.consequent, func));
    if (REFUSES.test(then)) return false;
    return (
      NEXT.test(then) || (isValid ? /\breturn\s+true\b/.test(then) : /\breturn\s+(false|null)\b/.test(then))
    );
  });
}

const UNREADY =
  /!\s*[\w.?]*\.(isReady|isOpen|connected|ready|isConnected)\b|\.status\s*!==?\s*['"](ready|connect)|!\s*(redis|client|cache|kv|store|redisClient|denylist|blacklist)\s*$|!\s*\w*(redis|cache)\w*\s*$/i;

/** `client.get(key, (error, found) => { if (error) return next(); … })`. */
function callbacks(program: Program, func: Func): t.Node[] {
  const { text } = func.module();
  return func.calls.flatMap((call) => {
    const last = call.arguments.at(-1);
    const callback = last && bare(last);
    if (!callback || !isFunction(callback) || callback.body.type !== 'BlockStatement') return [];
    const [error] = callback.params;
    if (error?.type !== 'Identifier' || !/^_?(e|er|\w*(err|error))$/i.test(error.name)) return [];
    const asked = lookUpOf(program, call, func);
    // The handlers of a promise are no callback of the look-up.
    if (/^(then|catch|finally|pipe)$/.test(siteOf(program, call, func).method)) return [];
    if (asked !== 'list' && !(asked === 'session' && believedBy(program, func).length > 0)) return [];
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

/** What an answer of its own is thrown on with; the failure of the store is none. */
const OWN_REFUSAL =
  /\bif\s*\([^{;]*(status|\b40[13]\b|Unauthori[sz]ed|Forbidden|Revoked|Expired|JsonWebToken|HttpException|HttpError)[^{;]*\)\s*\{?\s*(throw\s+\w+|return\s+next\(\s*\w+\s*\))\s*;?\s*\}?/gi;

function isNext(text: string, node: t.Node): boolean {
  const body = deedsIn(text.slice(node.start ?? 0, node.end ?? 0));
  return NEXT.test(body) && (node.type !== 'IfStatement' || !REFUSES.test(body));
}
