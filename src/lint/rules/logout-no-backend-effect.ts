import { reachOf } from '../effects/reach.ts';
import type { Effect } from '../effects/effect.ts';
import { logoutsOf, type Logout } from '../entries/logouts.ts';
import { decoratorsOf } from '../engine/decorators.ts';
import type { Program } from '../engine/program.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { excuseIn } from '../excuses.ts';
import { namesLogout, saysLogout, saysRevoked, wordsOf } from '../words.ts';

export const logoutNoBackendEffect: Rule = {
  id: 'logout-no-backend-effect',
  level: 'error',
  summary: 'A logout that changes nothing on the server: who kept the token stays logged in.',
  cwe: ['CWE-613'],
  asvs: '7.4.1',
  check,
};

function check(program: Program): readonly Finding[] {
  return failingLogouts(program).map((one) => finding(program, one));
}

/** The logouts that end nothing. What a handler calls is no second one. */
export function failingLogouts(program: Program): readonly Logout[] {
  const logouts = logoutsOf(program);
  const failing = logouts.filter((one) => isFailing(program, one, logouts));
  return failing.filter(
    ({ handler }) =>
      !failing.some(
        (other) => other.handler !== handler && reachOf(program, other.handler).funcs.has(handler),
      ),
  );
}

function isFailing(program: Program, { handler, route, how }: Logout, all: readonly Logout[]): boolean {
  const { effects } = reachOf(program, handler);
  // What stands before it in the route may revoke, unless it is there to let in.
  const before = (route?.before ?? []).filter(({ name }) => saysEnd(name) || !LETS_IN.test(name));
  if (
    before.some((one) =>
      reachOf(program, one).effects.some(
        (effect) => endsSomething(effect) && (effect.kind !== 'unknown' || saysEnd(one.name)),
      ),
    )
  )
    return false;
  const ends = effects.filter((one) => endsSomething(one));
  if (ends.length > 0 && !(excuseIn(handler) && ends.every((one) => isBeside(one)))) return false;
  if (onlyThrows(handler) || asksAgain(effects) || (how === 'service' && isPlainAnswer(handler, effects)))
    return false;
  if (!excuseIn(handler) && leadsToProvider(handler, effects)) return false;
  if (onlyLeadsAway(program, { handler, route }, effects, all)) return false;
  // A page that asks whether one is sure.
  const asks =
    route?.method === 'GET' &&
    (effects.some(({ about }) => /\.(render|view|sendFile)\(|<form\b/.test(about)) ||
      decoratorsOf(handler).some(({ name }) => /^(Render|Template|View)$/.test(name)));
  return !(
    asks &&
    !effects.some(({ kind }) => kind === 'clear-cookie') &&
    all.some((other) => other.route?.method === 'POST')
  );
}

/** A GET that only leads elsewhere, in the file in which a POST logs out. */
function onlyLeadsAway(
  program: Program,
  { handler, route }: Pick<Logout, 'handler' | 'route'>,
  effects: readonly Effect[],
  all: readonly Logout[],
): boolean {
  return (
    route?.method === 'GET' &&
    !effects.some(({ kind }) => kind === 'clear-cookie' || kind === 'end-session' || kind === 'audit') &&
    all.some(
      (other) =>
        other.route?.method === 'POST' &&
        other.handler.file === handler.file &&
        other.route.path === route.path &&
        reachOf(program, other.handler).effects.some((one) => endsSomething(one)),
    )
  );
}

const LETS_IN =
  /auth|protect|guard|verif|require|check|^is[A-Z]|valid|limit|csrf|jwt|passport|ensure|log(ger|ged|in)|user|session$/i;

/** A name that says that it ends something does not let in, whatever else it says. */
function saysEnd(name: string): boolean {
  const [first = ''] = wordsOf(name);
  return (
    namesLogout(name) ||
    /^(revoke|invalidate|destroy|delete|remove|end|close|terminate|kill|clear|drop|blacklist|denylist)$/.test(
      first,
    )
  );
}

/** Whether an effect ends a session on the server, or may well do. */
export function endsSomething({ kind, sealed, plausible, site }: Effect): boolean {
  if (kind === 'end-session') return sealed !== true;
  // What is sent over a socket is an answer; on what is emitted otherwise, somebody unseen may act.
  if (kind === 'emit')
    return (
      plausible !== false && !/(^|\.)(socket|io|ws|client|namespace|server)(\.|$)/.test(site?.owner ?? '')
    );
  return (
    kind === 'write' || kind === 'http' || kind === 'dispatch' || (kind === 'unknown' && plausible === true)
  );
}

/** Something unseen that is not called like a logout: where the author says that none is needed, it is none. */
function isBeside({ kind, site }: Effect): boolean {
  const name = `${site?.owner ?? ''}.${site?.method ?? ''}`;
  return (
    kind === 'unknown' &&
    !saysLogout(name) &&
    !saysRevoked(name) &&
    !/session|token|delete|remove|destroy|clear/i.test(name)
  );
}

function onlyThrows({ node }: Logout['handler']): boolean {
  if (node.type === 'File' || node.body.type !== 'BlockStatement') return false;
  const [first, second] = node.body.body;
  return first?.type === 'ThrowStatement' && !second;
}

/** The logout of HTTP's own authentication, which has no token: it answers 401, and the browser forgets. */
function asksAgain(effects: readonly Effect[]): boolean {
  const answers = effects.filter(({ kind }) => kind === 'respond');
  return (
    answers.length > 0 &&
    answers.every(({ about }) => /\b401\b|www-authenticate|unauthori[sz]ed/i.test(about)) &&
    !effects.some(({ kind }) => kind === 'clear-cookie' || kind === 'end-session')
  );
}

/** A logout that leads on to that of who logged somebody in: the tokens and the session are theirs. */
function leadsToProvider({ node, module }: Logout['handler'], effects: readonly Effect[]): boolean {
  const text = module().text.slice(node.start ?? 0, node.end ?? 0);
  return (
    /redirect|location/i.test(text) &&
    PROVIDER.test(text) &&
    !effects.some(({ kind }) => kind === 'end-session')
  );
}

const PROVIDER =
  /end_?session|(v2|oauth2?|openid-connect|oidc|saml\w*|adfs|cas|\w*auth0\w*|cognito|okta|b2c)\W[^\s'"`]*(logout|signout|sign-out|endsession)|logout_uri|post_logout/i;

/** A service that only computes an answer may have a handler that does the rest. */
function isPlainAnswer(handler: Logout['handler'], effects: readonly Effect[]): boolean {
  return handler.cls === undefined && effects.length === 0;
}

function finding(program: Program, { handler, node, func, how }: Logout): Finding {
  const { effects } = reachOf(program, handler);
  const excuse = excuseIn(handler);
  const unseen = !excuse && (how === 'service' || effects.some(({ kind }) => kind === 'unknown'));
  return findingAt(logoutNoBackendEffect, func, node, {
    message: `${whatItDoes(effects)} Whoever kept a copy of the ${credential(effects)} stays logged in: revoke it on the server.`,
    certainty: unseen ? 'cannot-see-callee' : 'proven',
    fix: advice(
      'Delete the session, or record the token as revoked, in a store that every check asks; then clear the cookie.',
    ),
  });
}

function credential(effects: readonly Effect[]): string {
  return effects.some(({ kind }) => kind === 'end-session' || kind === 'clear-cookie') ? 'cookie' : 'token';
}

function whatItDoes(effects: readonly Effect[]): string {
  if (effects.some(({ kind }) => kind === 'end-session'))
    return 'This logout empties a session that lives in the cookie itself, or that stays in its store.';
  if (effects.some(({ kind }) => kind === 'clear-cookie' || kind === 'set-cookie' || kind === 'unstore'))
    return 'This logout only asks the browser to forget its cookie.';
  if (effects.some(({ kind }) => kind === 'audit')) return 'This logout only records that somebody has left.';
  return 'This logout changes nothing on the server.';
}
