import type * as t from '@babel/types';
import { bare, isCall, isFunction, walk } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import type { Effect } from '../effects/effect.ts';
import { answersIn, chainOn } from '../effects/promises.ts';
import { reachOf } from '../effects/reach.ts';
import { textOf } from '../effects/site.ts';
import { logoutsOf } from '../entries/logouts.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { deedsIn } from '../tokens/revocable.ts';
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
      const ends = reach.effects.filter((one) => endsSomething(one) && one.kind !== 'emit');
      return [...reach.funcs]
        .flatMap((func) => [
          ...func.tries.flatMap((one) =>
            one.handler && guards(program, one, func, ends) && goesOn(one, func)
              ? [at(func, one.handler)]
              : [],
          ),
          ...caught(func, ends).map((one) => at(func, one)),
          ...inCallbacks(func, ends).map((one) => at(func, one)),
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

function at(func: Func, node: t.Node): { func: Func; node: t.Node } {
  return { func, node };
}

/** Whether a revocation happens in this `try`, by itself or in what it calls. */
function guards(program: Program, { block }: t.TryStatement, func: Func, ends: readonly Effect[]): boolean {
  if (ends.some((one) => one.func.file === func.file && isIn(one.node, block))) return true;
  return func.calls.some((call) => {
    if (!isIn(call, block)) return false;
    const value = program.evaluate(call.callee, func);
    return (
      value.kind === 'function' &&
      reachOf(program, value.func).effects.some((one) => ends.includes(one) && one.kind === 'write')
    );
  });
}

function isIn(node: t.Node, outer: t.Node): boolean {
  return (node.start ?? 0) >= (outer.start ?? 0) && (node.end ?? 0) <= (outer.end ?? 0);
}

const REFUSES =
  /\bthrow\b|next\(\s*\w|reject\(|rejectWithValue|\b[45]\d\d\b|\.statusCode\b|INTERNAL|Exception|\w+Error\(|success\s*:\s*false|ok\s*:\s*false|error\s*:|return\s+false|handleError|errorHandler|serverError|sendError|fail\(|status\(\s*\w*(error|err|e)\w*\.|badRequest|unauthorized|createError|abort\(|return\s+(err|error|e)\b|errorResponse|\berr(or)?Res|\b(signed_?out|logged_?out|done|revoked)\s*:\s*false|\b(retry|retries|enqueue|requeue|outbox)\w*\b|\bqueue\w*\.(add|push|send)/i;

const ANSWERS =
  /\b(res|response|reply|ctx|c|NextResponse|Response)\b[\s\S]{0,200}\b(json|send|redirect|end|sendStatus|body|status|render)\b|\breturn\b|redirect\(/;

/** Whether after the error all goes on as if there had been none: an answer follows that says nothing of it. */
function goesOn({ handler, end, finalizer }: t.TryStatement, func: Func): boolean {
  const { text } = func.module();
  const body = handler ? deedsIn(text.slice(handler.body.start ?? 0, handler.body.end ?? 0)) : '';
  if (REFUSES.test(body)) return false;
  const rest =
    deedsIn(text.slice(end ?? 0, func.node.end ?? 0)) +
    (finalizer ? text.slice(finalizer.start ?? 0, finalizer.end ?? 0) : '');
  return ANSWERS.test(body) || ANSWERS.test(rest);
}

/** `destroy((error) => { if (error) console.log(error); res.redirect('/'); })`: the answer is the same either way. */
function inCallbacks(func: Func, ends: readonly Effect[]): t.Node[] {
  const { text } = func.module();
  return ends.flatMap(({ node, func: where }) => {
    const last = where === func && isCall(node) ? node.arguments.at(-1) : undefined;
    const callback = last && bare(last);
    if (!callback || !isFunction(callback) || callback.body.type !== 'BlockStatement') return [];
    const [error] = callback.params;
    if (error?.type !== 'Identifier') return [];
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

/** `revoke(token).catch(() => {})`. */
function caught(func: Func, ends: readonly Effect[]): t.Node[] {
  const { text } = func.module();
  return ends.flatMap(({ node, func: where }) => {
    if (where !== func) return [];
    const links = chainOn(node, func.module());
    const index = links.findIndex(({ method }) => method === 'catch');
    const call = links[index]?.call;
    const [handler] = call?.arguments ?? [];
    // Where the answer is given in a `then` before it, there is none when it fails.
    if (!call || !handler || answersIn(links.slice(0, index), func)) return [];
    const swallows = isFunction(bare(handler))
      ? !rethrows(handler, text)
      : /^(console|log|_?\.?noop|ignore|swallow)/i.test(textOf(handler, func));
    return swallows ? [call] : [];
  });
}

function rethrows(handler: t.Node, text: string): boolean {
  let found = false;
  walk(handler, ({ type }) => {
    if (type === 'ThrowStatement') found = true;
  });
  return found || REFUSES.test(text.slice(handler.start ?? 0, handler.end ?? 0));
}
