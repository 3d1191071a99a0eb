import { reachOf } from '../effects/reach.ts';
import type { Effect } from '../effects/effect.ts';
import { ABOUT_USER, assignsNothing, forgets, LOCAL } from '../effects/client/forgets.ts';
import { listenersOf } from '../effects/listeners.ts';
import type { Site } from '../effects/site.ts';
import { isSaga } from '../effects/client/saga.ts';
import { bare, isCall } from '../engine/ast.ts';
import { callersOf } from '../entries/callers.ts';
import { clientLogoutsOf, heardLogouts, isReducer, type ClientLogout } from '../entries/client-logouts.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import { sideOf } from '../side.ts';
import type { Rule } from '../rule.ts';
import { saysLogout, saysRevoked } from '../words.ts';

export const clientOnlyLogout: Rule = {
  id: 'client-only-logout',
  level: 'error',
  summary: 'A logout that only forgets the token in front of the user: the server is never told.',
  cwe: ['CWE-613'],
  asvs: '7.4.1',
  check,
};

function check(program: Program): readonly Finding[] {
  return failingClients(program).map(({ func }) => finding(program, func));
}

export function failingClients(program: Program): readonly ClientLogout[] {
  const failing = clientLogoutsOf(program).filter((one) => isFailing(program, one));
  // Of those that call each other, the outermost one is what the user does.
  return failing.filter(
    ({ func }) =>
      !failing.some((other) => other.func !== func && reachOf(program, other.func).funcs.has(func)),
  );
}

function isFailing(program: Program, { func, how }: ClientLogout): boolean {
  const { effects, funcs } = reachOf(program, func);
  if (effects.some((one) => tellsServer(program, one))) return false;
  if (
    !effects.some((one) => forgets(one)) &&
    ![...funcs].some((one) => (one !== func && isReducer(one)) || assignsNothing(one))
  )
    return false;
  if (how === 'reducer')
    return program.isLoose && effects.some(({ kind }) => kind === 'unstore') && doesAllElse(program, func);
  if (isHeardElsewhere(program, func)) return false;
  const callers = callersOf(program, func);
  if (callers.some((one) => tellsOfLogout(program, one))) return false;
  return callers.length === 0 || !callers.every(isAfterwards);
}

/** Whether it listens to an action to which another answers that tells the server. */
function isHeardElsewhere(program: Program, func: Func): boolean {
  const heard = heardLogouts(program);
  return (
    heard.has(func) &&
    [...heard].some(
      (other) => other !== func && reachOf(program, other).effects.some((one) => tellsServer(program, one)),
    )
  );
}

/** Whether an effect tells the server, or may well do. */
function tellsServer(program: Program, { kind, site, plausible, node, func }: Effect): boolean {
  if (kind === 'http' || kind === 'emit') return true;
  // What it calls of the server's own, as an action, is the server.
  if (kind === 'write' && sideOf(func.module()) === 'server') return true;
  // An action that is only named may do anything, where it is not there to read.
  if (kind === 'dispatch' && site?.method === 'dispatch')
    return isNamed(site) && listenersOf(program, site).length === 0;
  if (kind === 'end-session' || kind === 'write')
    return site === undefined || !LOCAL.test(site.method) || /(Many|One|All|ById)$/.test(site.method);
  if (kind !== 'unknown' || !site) return false;
  // What a saga puts is an action, whatever makes it.
  const around = func.module().parents.get(node);
  if (around && isCall(around) && isSaga(program.evaluate(around.callee, func), /^put/)) return false;
  const name = site.method;
  // `this.$emit('logout')`: who listens may tell it.
  if (/^\$?emit$/.test(name) && saysLogout(site.given)) return true;
  if (saysLogout(name) || saysLogout(site.owner) || saysRevoked(name)) return true;
  // `session.close()`, of a store that is not there to read.
  if (name === 'close' && ABOUT_USER.test(site.owner)) return true;
  if (LOCAL.test(name)) return false;
  return (
    /api|service|client|request|fetch|auth|supabase|firebase|backend|server|mutat/i.test(
      `${site.owner} ${name}`,
    ) ||
    (plausible === true && !/^[a-z]+$/.test(name))
  );
}

function isNamed({ args: [first] }: Site): boolean {
  return first !== undefined && bare(first).type === 'StringLiteral';
}

function tellsOfLogout(program: Program, caller: Func): boolean {
  const { effects } = reachOf(program, caller);
  const isOwn = saysLogout(caller.name) || clientLogoutsOf(program).some(({ func }) => func === caller);
  return effects.some(({ kind, about, site }) =>
    kind === 'http' || kind === 'emit'
      ? isOwn || saysLogout(about)
      : kind === 'unknown' &&
        site !== undefined &&
        /api|service|mutat|request/i.test(`${site.owner} ${site.method}`) &&
        saysLogout(about),
  );
}

/** Whether a caller only cleans up: the server has already said that the session is over. */
function isAfterwards(caller: Func): boolean {
  const { text } = caller.module();
  const own = text.slice(caller.node.start ?? 0, caller.node.end ?? 0);
  return /\b401\b|interceptors|unauthori[sz]ed|expired/i.test(caller.node.type === 'File' ? text : own);
}

/** A slice that logs in over HTTP by itself, and only forgets in its reducer: its author meant that to be all. */
function doesAllElse(program: Program, func: Func): boolean {
  const others = func.module().funcs.filter((one) => one !== func && one.node.type !== 'File');
  const calls = others.flatMap((one) => reachOf(program, one).effects.filter(({ kind }) => kind === 'http'));
  return (
    calls.length > 0 && !calls.some(({ about }) => saysLogout(about)) && callersOf(program, func).length === 0
  );
}

function finding(program: Program, func: Func): Finding {
  const { effects } = reachOf(program, func);
  // What is dispatched, and nothing else, may be answered in another file.
  const dispatches = program.isLoose && !effects.some(({ kind }) => kind === 'unstore');
  const unseen = isReducer(func) || dispatches || effects.some(({ kind }) => kind === 'unknown');
  return findingAt(clientOnlyLogout, func, func.node, {
    message:
      'This logout only forgets the token here: the server is never told, and a copy of the token goes on working. Call the server’s logout first.',
    certainty: unseen ? 'cannot-see-callee' : 'proven',
    fix: advice('Send the logout to the server, await its answer, then clear what is stored here.'),
  });
}
