import type * as t from '@babel/types';
import { bare, isCall, isFunction } from '../engine/ast.ts';
import { boundBy } from '../engine/patterns.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import type { Effect } from '../effects/effect.ts';
import { answersIn, chainOn } from '../effects/promises.ts';
import { rejectionOf } from '../effects/rejections.ts';
import { reachOf, type Reach } from '../effects/reach.ts';
import { isUnread, settledUnread } from '../effects/settled.ts';
import { siteOf, textOf } from '../effects/site.ts';
import { happensIn } from '../effects/within.ts';
import { isSecondary } from '../effects/secondary.ts';
import { logoutsOf } from '../entries/logouts.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { deedsIn } from '../tokens/deeds.ts';
import { endsSomething } from './logout-no-backend-effect.ts';

export const revokeErrorSwallowed: Rule = {
  id: 'revoke-error-swallowed',
  level: 'warning',
  summary: 'When the revocation fails, the logout says that it succeeded.',
  cwe: ['CWE-613', 'CWE-755'],
  asvs: '16.5.3',
  check,
};

function check(program: Program): readonly Finding[] {
  const seen = new Set<t.Node>();
  return logoutsOf(program)
    .flatMap(({ handler }) => {
      const reach = reachOf(program, handler);
      const ends = reach.effects.filter(
        (one) => endsSomething(one) && one.kind !== 'emit' && !isBeside(one) && !isSecondary(one),
      );
      return [...reach.funcs]
        .flatMap((func) => [
          ...func.tries.flatMap((one) =>
            happensIn(program, one.block, func, ends) &&
            (goesOn(one, func, func !== handler || !hasResponse(handler)) ||
              (func !== handler && saysNo(program, one, func, reach)))
              ? [at(func, one.handler ?? one.finalizer ?? one)]
              : [],
          ),
          ...caught(program, func, ends).map((one) => at(func, one)),
          ...inCallbacks(func, ends).map((one) => at(func, one)),
          ...settledUnread(program, func, ends).map((one) => at(func, one)),
        ])
        .filter((place) => {
          const isNew = !seen.has(place.node);
          seen.add(place.node);
          return isNew;
        });
    })
    .map(({ func, node }) =>
      findingAt(revokeErrorSwallowed, func, node, {
        message:
          'An error of the revocation is swallowed here, and the logout still answers that it succeeded while the session lives on. Answer 5xx, so that it is tried again.',
        fix: advice(
          'Clear the cookie all the same, but answer with an error: next(error), throw, or status 503.',
        ),
      }),
    );
}

/** Whether a handler answers by what it is given, and not by what it returns. */
function hasResponse({ node }: Func): boolean {
  return (
    node.type !== 'File' &&
    node.params.some((one) =>
      boundBy(one).some(({ name }) =>
        /^_*(res|response|reply|rep|ctx|context|c|h|next|done|cb|callback)$/i.test(name),
      ),
    )
  );
}

/** What cannot be seen, and is not called like what ends something. */
function isBeside({ kind, site }: Effect): boolean {
  return kind === 'unknown' && !ENDS.test(site?.method ?? '');
}

const ENDS =
  /revo[kc]|invalidat|delete|remove|destroy|end|kill|terminate|clear|expire|log_?out|sign_?out|(black|deny|block)_?list|drop|purge|update|save|store|set|add|bump|increment|rotate|unset|forget|close/i;

function at(func: Func, node: t.Node): { func: Func; node: t.Node } {
  return { func, node };
}

const REFUSES =
  /\bthrow\b|next\(\s*\w|reject\(|rejectWithValue|\b[45]\d\d\b|\.statusCode\b|INTERNAL|Exception|\w+Error\(|success\s*:\s*false|ok\s*:\s*false|error\s*:|return\s+false|handleError|errorHandler|serverError|sendError|fail\(|status\(\s*\w*(error|err|e)\w*\.|badRequest|unauthorized|createError|abort\(|return\s+(err|error|e)\b|errorResponse|\berr(or)?Res|\b(signed_?out|logged_?out|done|revoked)\s*:\s*false|\b(retry|retries|enqueue|requeue|outbox)\w*\b|\bqueue\w*\.(add|push|send)/i;

const ANSWERS =
  /\b(res|response|reply|ctx|c|NextResponse|Response)\b[\s\S]{0,200}\b(json|send|redirect|end|sendStatus|body|status|render)\b|\breturn\b|redirect\(/;

/** An answer is sent. */
const SENDS =
  /\b(res|response|reply|ctx|c|h)\s*\.[\s\S]{0,120}?\b(json|send|redirect|end|sendStatus|body|render)\b|\breturn\s+(res|reply|response|NextResponse)\b/;

/** Whether after the error all goes on as if there had been none: an answer follows that says nothing of it. */
function goesOn({ handler, end, finalizer }: t.TryStatement, func: Func, isInner: boolean): boolean {
  const { text } = func.module();
  // Without a catch, what follows is not reached; but what is answered at last is answered in any case.
  if (!handler) return finalizer ? SENDS.test(text.slice(finalizer.start ?? 0, finalizer.end ?? 0)) : false;
  const body = deedsIn(text.slice(handler.body.start ?? 0, handler.body.end ?? 0));
  if (REFUSES.test(body)) return false;
  // Who calls it, or who answers with what it returns, cannot tell it from a success.
  if (isInner) return true;
  const rest =
    deedsIn(text.slice(end ?? 0, func.node.end ?? 0)) +
    (finalizer ? text.slice(finalizer.start ?? 0, finalizer.end ?? 0) : '');
  return ANSWERS.test(body) || ANSWERS.test(rest);
}

/** Whether a function answers an error with a "no", at which none of those look who call it here. */
function saysNo(program: Program, { handler }: t.TryStatement, func: Func, { funcs }: Reach): boolean {
  if (!handler || func.name === '') return false;
  const body = deedsIn(func.module().text.slice(handler.body.start ?? 0, handler.body.end ?? 0));
  if (!NO.test(body) || REFUSES.test(body.replace(NO, ''))) return false;
  const calls = program.callsOf(func.name).filter(({ call, func: caller }) => {
    const { value } = siteOf(program, call, caller);
    return value.kind === 'function' && value.func === func && funcs.has(caller);
  });
  return calls.length > 0 && calls.every(({ call, func: caller }) => isUnread(call, caller));
}

const NO =
  /\breturn\s+(false|err(or)?|e)\b|\breturn\s*\{[^{}]*\b(success|ok|error|err|failed|done|revoked)\b[^{}]*\}|\breturn\s+(err|Err|failure|left|Result\.err)\([^()]*\)/g;

/** `destroy((error) => { if (error) console.log(error); res.redirect('/'); })`: the answer is the same either way. */
function inCallbacks(func: Func, ends: readonly Effect[]): t.Node[] {
  const { text } = func.module();
  return ends.flatMap(({ node, func: where, kind }) => {
    const last = where === func && isCall(node) ? node.arguments.at(-1) : undefined;
    const callback = last && bare(last);
    if (!callback || !isFunction(callback) || callback.body.type !== 'BlockStatement') return [];
    const [error] = callback.params;
    if (error?.type !== 'Identifier') return [];
    // What is never looked at says nothing; of a session's end most think so, and answer all the same.
    const { body } = callback;
    const said = deedsIn(text.slice(body.start ?? 0, body.end ?? 0));
    if (kind === 'write' && !new RegExp(`\\b${error.name}\\b`).test(said))
      return SENDS.test(said) ? [node] : [];
    const looks = callback.body.body.find(
      (one) =>
        one.type === 'IfStatement' &&
        bare(one.test).type === 'Identifier' &&
        isNamed(bare(one.test), error.name),
    );
    if (looks?.type !== 'IfStatement') return [];
    const then = deedsIn(text.slice(looks.consequent.start ?? 0, looks.consequent.end ?? 0));
    const rest = deedsIn(text.slice(looks.end ?? 0, callback.end ?? 0));
    return !REFUSES.test(then) && !/\breturn\b|\bnext\b|\bcb\b|\bdone\b/.test(then) && ANSWERS.test(rest)
      ? [node]
      : [];
  });
}

function isNamed(node: t.Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

/** `revoke(token).catch(() => {})`, `revoke(token).finally(() => res.end())`. */
function caught(program: Program, func: Func, ends: readonly Effect[]): t.Node[] {
  return ends.flatMap(({ node, func: where }) => {
    if (where !== func || !isCall(node)) return [];
    const links = chainOn(node, func.module());
    const index = links.findIndex(({ method, call }) => method === 'catch' || call.arguments.length > 1);
    const link = links[index];
    const atLast = links.find(({ method }) => method === 'finally');
    if (!link)
      return atLast && SENDS.test(textOf(atLast.call.arguments[0] ?? atLast.call, func)) ? [atLast.call] : [];
    // Where the answer is given in a `then` before it, there is none when it fails.
    if (answersIn(links.slice(0, index), func)) return [];
    const rejection = rejectionOf(program, node, func);
    if (!rejection)
      return /^(console|log|_?\.?noop|ignore|swallow)/i.test(
        textOf(link.call.arguments[0] ?? link.call, func),
      )
        ? [link.call]
        : [];
    const { text } = rejection;
    if (REFUSES.test(text)) return [];
    return link.method === 'catch' || SENDS.test(deedsIn(text)) ? [link.call] : [];
  });
}
