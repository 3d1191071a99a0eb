import type * as t from '@babel/types';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import type { Effect } from '../effects/effect.ts';
import { ANSWERS, isTold, notedIn, REFUSES, SENDS } from '../effects/fate/failures.ts';
import { caughtInChains, inCallbacks } from '../effects/fate/given-errors.ts';
import { reachOf, type Reach } from '../effects/reach.ts';
import { isUnread, settledUnread } from '../effects/fate/settled.ts';
import { siteOf } from '../effects/site.ts';
import { happensIn } from '../effects/fate/within.ts';
import { isSecondary } from '../effects/stored/secondary.ts';
import { hasResponse } from '../entries/answering.ts';
import { logoutsOf } from '../entries/logouts.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { deedsIn } from '../tokens/checking/deeds.ts';
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
          ...caughtInChains(program, func, ends).map((one) => at(func, one)),
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

/** What cannot be seen, and is not called like what ends something. */
function isBeside({ kind, site }: Effect): boolean {
  return kind === 'unknown' && !ENDS.test(site?.method ?? '');
}

const ENDS =
  /revo[kc]|invalidat|delete|remove|destroy|end|kill|terminate|clear|expire|log_?out|sign_?out|(black|deny|block)_?list|drop|purge|update|save|store|set|add|bump|increment|rotate|unset|forget|close/i;

function at(func: Func, node: t.Node): { func: Func; node: t.Node } {
  return { func, node };
}

/** Whether after the error all goes on as if there had been none: an answer follows that says nothing of it. */
function goesOn({ handler, end, finalizer }: t.TryStatement, func: Func, isInner: boolean): boolean {
  const { text } = func.module();
  // Without a catch, what follows is not reached; but what is answered at last is answered in any case.
  if (!handler) return finalizer ? SENDS.test(text.slice(finalizer.start ?? 0, finalizer.end ?? 0)) : false;
  const body = deedsIn(text.slice(handler.body.start ?? 0, handler.body.end ?? 0));
  if (REFUSES.test(body)) return false;
  // What is noted here is looked at before the answer.
  const after = deedsIn(text.slice(end ?? 0, func.node.end ?? 0));
  if (notedIn(body).some((name) => isTold(name, after))) return false;
  // Who calls it, or who answers with what it returns, cannot tell it from a success.
  if (isInner) return true;
  const rest = after + (finalizer ? text.slice(finalizer.start ?? 0, finalizer.end ?? 0) : '');
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
