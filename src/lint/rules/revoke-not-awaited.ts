import type * as t from '@babel/types';
import { argumentsOf, type Call } from '../engine/ast.ts';
import { functionsOf } from '../engine/functions.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { callsBack, waitsInCallback } from '../effects/fate/callbacks.ts';
import { heldUnawaited, isLost, runUnawaited } from '../effects/fate/lost.ts';
import { answersIn, chainOn, isPromise, observed, putOff } from '../effects/fate/promises.ts';
import { isPending } from '../effects/fate/pending.ts';
import { reachOf } from '../effects/reach.ts';
import { siteOf, textOf, type Site } from '../effects/site.ts';
import { answersAfter, hasResponse, repliesIn } from '../entries/answering.ts';
import { logoutsOf } from '../entries/logouts.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';

export const revokeNotAwaited: Rule = {
  id: 'revoke-not-awaited',
  level: 'warning',
  summary: 'The answer to a logout leaves before the revocation is done, and whether or not it succeeds.',
  cwe: ['CWE-613', 'CWE-362'],
  asvs: '7.4.1',
  check,
};

function check(program: Program): readonly Finding[] {
  const seen = new Set<t.Node>();
  return logoutsOf(program).flatMap(({ handler, how }) =>
    [...reachOf(program, handler).funcs]
      .flatMap((func) => [
        ...(func.file === handler.file
          ? [
              ...unawaited(
                program,
                func,
                seen,
                // What it returns is the answer, and be it nothing.
                func === handler && how !== 'event' && !hasResponse(func) ? (): boolean => true : undefined,
              ),
              ...putOffBy(program, func, seen),
            ]
          : []),
        ...letGo(program, func, seen, handler),
        ...(func === handler ? afterReply(program, func, seen) : []),
        ...(func === handler ? [] : lostBelow(program, func, seen)),
      ])
      .map((site) => finding(site)),
  );
}

/** Calls that let go of promises of others: nobody can wait for those, here or further out. */
function letGo(program: Program, func: Func, seen: Set<t.Node>, handler: Func): Site[] {
  return func.calls.flatMap((call) => {
    if (seen.has(call)) return [];
    const runs = runUnawaited(program, call, func).some((one) => revokesLater(program, one));
    const holds = heldUnawaited(call, func).some(
      (one) =>
        // Who is handed something to wait for is handed a promise.
        isPending(program, siteOf(program, one, func), true) ||
        runAsPart(program, one, func).some((inner) => revokesLater(program, inner)),
    );
    if (!runs && !holds) return [];
    // The handler's own answer has to follow; that of a service follows when it returns.
    if (func.file === handler.file && !answersAfter(program, outermost(func, handler), call)) return [];
    seen.add(call);
    return [siteOf(program, call, func)];
  });
}

function runAsPart(program: Program, call: Call, func: Func): Func[] {
  return argumentsOf(call).flatMap((one) => functionsOf(program, one, func));
}

/** The function of the handler's own file whose answer counts: a callback's is that of the function around it. */
function outermost(func: Func, handler: Func): Func {
  let around = func;
  while (around !== handler && around.name === '' && around.outer && around.outer.node.type !== 'File')
    around = around.outer;
  return around;
}

/** Whether a function is still to finish its revocation when it returns to who called it. */
function revokesLater(program: Program, func: Func): boolean {
  const { node } = func;
  if (node.type === 'File') return false;
  const body = node.body.type === 'BlockStatement' ? undefined : node.body;
  return func.calls.some((call) => {
    const isKept = !(node.async || body === call || func.returns.includes(call) || isLost(call, func));
    return !isKept && isPending(program, siteOf(program, call, func));
  });
}

function unawaited(
  program: Program,
  func: Func,
  seen: Set<t.Node>,
  counts?: (call: Call) => boolean,
): Site[] {
  return func.calls.flatMap((call) => {
    const held = observed(call, func);
    const links = chainOn(held, func.module());
    const whole = links.at(-1)?.call ?? held;
    if (
      seen.has(call) ||
      (counts && !counts(call)) ||
      !isLost(held, func) ||
      // What is called further down may end with it.
      (!counts && !answersAfter(program, func, whole))
    )
      return [];
    const site = siteOf(program, call, func);
    if (answersIn(links, func) || waitsInCallback(site)) return [];
    if (!isPending(program, site, isPromise(links) || held !== call || callsBack(site))) return [];
    seen.add(call);
    return [site];
  });
}

/** `res.sendStatus(204); await revoke(id);`: waited for, but by nobody who is answered. */
function afterReply(program: Program, func: Func, seen: Set<t.Node>): Site[] {
  const [reply] = repliesIn(func);
  if (!reply) return [];
  return func.calls.flatMap((call) => {
    if ((call.start ?? 0) < (reply.end ?? 0) || seen.has(call) || !TELLS.test(textOf(call, func))) return [];
    const isAwaited =
      func.module().parents.get(chainOn(call, func.module()).at(-1)?.call ?? call)?.type ===
      'AwaitExpression';
    if (!isAwaited || !isPending(program, siteOf(program, call, func), true)) return [];
    seen.add(call);
    return [siteOf(program, call, func)];
  });
}

/** The same, in what the handler calls elsewhere: where the call itself speaks of sessions or tokens. */
function lostBelow(program: Program, func: Func, seen: Set<t.Node>): Site[] {
  if (func.node.type === 'File' || func.name === 'constructor') return [];
  return unawaited(
    program,
    func,
    seen,
    (call) => TELLS.test(textOf(call, func)) || TELLS.test(func.name) || TELLS.test(func.cls?.name ?? ''),
  );
}

const TELLS =
  /token|session|\bsess|jwt|jti|\bsid\b|revo[kc]|black_?list|deny_?list|invalidat|log_?out|sign_?out/i;

/** What a function does that is put off by a timer happens after the answer, awaited there or not. */
function putOffBy(program: Program, func: Func, seen: Set<t.Node>): Site[] {
  const timer = putOff(func);
  const { outer } = func;
  if (!timer || !outer || seen.has(timer) || !answersAfter(program, outer, timer)) return [];
  const revokes = func.calls.some((call) => isPending(program, siteOf(program, call, func)));
  if (!revokes) return [];
  seen.add(timer);
  return [siteOf(program, timer, outer)];
}

function finding({ node, func, method, owner }: Site): Finding {
  const at = node.start ?? 0;
  const inAsync = func.node.type !== 'File' && func.node.async && !/^(set|queue|next|defer)/.test(method);
  const isSession = method === 'destroy' && owner.endsWith('session');
  return findingAt(revokeNotAwaited, func, node, {
    message: isSession
      ? 'The session is still being destroyed when the answer leaves: a request that follows at once finds it alive. Answer in its callback.'
      : 'The answer does not wait for this revocation: it says "logged out" before that is true, and also when it fails. Await it.',
    fix:
      inAsync && !isSession
        ? { title: 'Await it.', safe: true, edits: [{ start: at, end: at, text: 'await ' }] }
        : advice(
            isSession
              ? 'req.session.destroy((error) => error ? next(error) : res.sendStatus(204))'
              : 'Make the handler async and await the revocation.',
          ),
  });
}
