import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isFunction, type Call } from '../engine/ast.ts';
import { functionsOf } from '../engine/functions.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { effectsOf } from '../effects/classify.ts';
import { heldUnawaited, isLost, runUnawaited } from '../effects/lost.ts';
import { answersIn, chainOn, isPromise, putOff } from '../effects/promises.ts';
import { isPending } from '../effects/pending.ts';
import { reachOf } from '../effects/reach.ts';
import { siteOf, textOf, type Site } from '../effects/site.ts';
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
  return logoutsOf(program).flatMap(({ handler }) =>
    [...reachOf(program, handler).funcs]
      .flatMap((func) =>
        func === handler || func.file === handler.file
          ? [
              ...unawaited(program, func, seen),
              ...putOffBy(program, func, seen),
              ...letGo(program, func, seen, handler),
            ]
          : [...letGo(program, func, seen, handler), ...lostBelow(program, func, seen)],
      )
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
        isPending(program, siteOf(program, one, func)) ||
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
    const links = chainOn(call, func.module());
    const whole = links.at(-1)?.call ?? call;
    if (
      seen.has(call) ||
      (counts && !counts(call)) ||
      !isLost(call, func) ||
      !answersAfter(program, func, whole)
    )
      return [];
    const site = siteOf(program, call, func);
    if (answersIn(links, func) || waitsInCallback(site)) return [];
    if (!isPending(program, site, isPromise(links))) return [];
    seen.add(call);
    return [site];
  });
}

/** The same, in what the handler calls elsewhere: where the call itself speaks of sessions or tokens. */
function lostBelow(program: Program, func: Func, seen: Set<t.Node>): Site[] {
  if (func.node.type === 'File' || func.name === 'constructor') return [];
  return unawaited(program, func, seen, (call) => TELLS.test(textOf(call, func)));
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

/** Whether it is given a function to call when it is done; one of a session has to answer in it. */
function waitsInCallback({ args, func, method, owner }: Site): boolean {
  const callback = args.find(
    (one) => isFunction(bare(one)) || (method === 'destroy' && bare(one).type === 'Identifier'),
  );
  if (!callback) return false;
  if (method !== 'destroy' || !owner.endsWith('session') || !isFunction(bare(callback))) return true;
  return /\b(res|response|reply|ctx|next|resolve|reject|done|cb|callback)\b/.test(textOf(callback, func));
}

/** Whether an answer is sent after it, in the same function. */
function answersAfter(program: Program, func: Func, call: t.Node): boolean {
  return (
    effectsOf(program, func).some(
      ({ kind, node }) =>
        (kind === 'respond' || kind === 'clear-cookie') && (node.start ?? 0) > (call.end ?? 0),
    ) ||
    func.returns.some((one) => (one.start ?? 0) > (call.end ?? 0)) ||
    // Koa answers with what is assigned.
    func.assigned.some(
      (one) =>
        one.type === 'AssignmentExpression' &&
        (one.start ?? 0) > (call.end ?? 0) &&
        /^(this\.)?(ctx|context|c)\.(response\.)?(body|status)$/.test(chainOf(one.left).join('.')),
    )
  );
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
