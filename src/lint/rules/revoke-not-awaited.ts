import type * as t from '@babel/types';
import { bare, isFunction } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { effectsOf } from '../effects/classify.ts';
import { answersIn, chainOn, isPromise, putOff } from '../effects/promises.ts';
import { reachOf } from '../effects/reach.ts';
import { siteOf, textOf, type Site } from '../effects/site.ts';
import { logoutsOf } from '../entries/logouts.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { saysRevoked } from '../words.ts';

export const revokeNotAwaited: Rule = {
  id: 'revoke-not-awaited',
  level: 'warning',
  summary: 'The answer to a logout leaves before the revocation is done, and whether or not it succeeds.',
  cwe: ['CWE-613', 'CWE-362'],
  asvs: '7.4.1',
  check,
};

const SYNCHRONOUS = /^(better-sqlite3|node:sqlite|sqlite|node-cache|lru-cache)$/;
const ANSWERS =
  /^(redis|ioredis|mongoose|mongodb|typeorm|@prisma\/.+|sequelize|knex|pg|mysql2?|@upstash\/.+|@vercel\/kv|keyv|cache-manager|@nestjs\/.+|drizzle-orm|firebase-admin.*)$/;

function check(program: Program): readonly Finding[] {
  const seen = new Set<t.Node>();
  return logoutsOf(program).flatMap(({ handler }) =>
    [...reachOf(program, handler).funcs]
      .flatMap((func) =>
        func === handler || func.file === handler.file
          ? [...unawaited(program, func, seen), ...putOffBy(program, func, seen)]
          : [],
      )
      .map((site) => finding(site)),
  );
}

function unawaited(program: Program, func: Func, seen: Set<t.Node>): Site[] {
  const { parents } = func.module();
  return func.calls.flatMap((call) => {
    const links = chainOn(call, func.module());
    const whole = links.at(-1)?.call ?? call;
    const parent = parents.get(whole);
    const statement =
      parent?.type === 'UnaryExpression' && parent.operator === 'void' ? parents.get(parent) : parent;
    if (
      seen.has(call) ||
      !(statement?.type === 'ExpressionStatement' ? answersAfter(program, func, whole) : false)
    )
      return [];
    const site = siteOf(program, call, func);
    if (answersIn(links, func) || waitsInCallback(site)) return [];
    if (!isPending(program, site, isPromise(links))) return [];
    seen.add(call);
    return [site];
  });
}

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

/** Whether what is called is still to finish when it returns, and revokes something. */
function isPending(program: Program, site: Site, hasThen = false): boolean {
  const { value, from, func, node, owner, method } = site;
  if (value.kind === 'function') {
    const target = value.func;
    return (
      target.node.type !== 'File' &&
      (hasThen || target.node.async === true) &&
      reachOf(program, target).effects.some(({ kind }) => kind === 'write')
    );
  }
  if (from !== undefined && SYNCHRONOUS.test(from)) return false;
  const effect = effectsOf(program, func).find((one) => one.node === node);
  if (effect?.kind === 'end-session')
    return effect.sealed !== true && method === 'destroy' && /(^|\.)(req|request)\.session$/.test(owner);
  if (effect?.kind !== 'write' && !(effect?.kind === 'unknown' && saysRevoked(method))) return false;
  if (hasThen) return true;
  if (from !== undefined) return ANSWERS.test(from);
  if (value.kind === 'opaque' && value.origin.kind === 'global' && value.origin.name in globalThis)
    return false;
  // A model is spelled with a capital; everything else is taken at its word where it is awaited elsewhere.
  const receiver = site.chain.at(-2) ?? '';
  return (
    /^[A-Z][a-z]/.test(receiver) ||
    /redis|prisma|repository|model$/i.test(owner) ||
    awaitedElsewhere(program, site)
  );
}

function awaitedElsewhere(program: Program, { method, owner, node }: Site): boolean {
  return program.callsOf(method).some(({ call, func }) => {
    if (call === node || siteOf(program, call, func).owner !== owner) return false;
    return func.module().parents.get(call)?.type === 'AwaitExpression';
  });
}

/** Whether an answer is sent after it, in the same function. */
function answersAfter(program: Program, func: Func, call: t.Node): boolean {
  return (
    effectsOf(program, func).some(
      ({ kind, node }) =>
        (kind === 'respond' || kind === 'clear-cookie') && (node.start ?? 0) > (call.end ?? 0),
    ) || func.returns.some((one) => (one.start ?? 0) > (call.end ?? 0))
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
