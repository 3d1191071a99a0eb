import { nameOfFile } from '../../engine/name.ts';
import { boundBy } from '../../engine/patterns.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { reachOf } from '../../effects/reach.ts';
import { textOf, type Site } from '../../effects/site.ts';
import { callersOf, namedAround } from '../../entries/callers.ts';
import { answersRequests } from '../../entries/logouts.ts';
import { pathOf } from '../../entries/routes.ts';
import { saysLogout } from '../../words.ts';
import type { Authenticator } from './authenticator.ts';
import { libraries, strategies } from '../signing/libraries.ts';
import { couldRevoke } from './revocable.ts';
import { verifyingsOf } from '../signing/signings.ts';

const NAMED =
  /auth|protect|guard|require(d)?(user|login|session)|verify_?(token|jwt|user|session|access)|is_?logged_?in|check_?(token|jwt|login|auth|user|session)|current_?user|get_?(session|user|auth|viewer|me)|middleware|^context$|handshake|deserialize|ensure|^(use|canActivate|intercept|validate|before|onRequest|preHandler)$|jwt|^me$|secure|private|(read|open|load|parse|decode|decrypt|unseal|resolve|validate)_?(access_?|auth_?)?(token|session)/i;
const OTHER =
  /id_?token|refresh|renew|reset|forgot|verif(y|ied|ication)?_?(e?mail|account|otp|code|phone|signature|webhook|reset|invite|magic)|email|confirm|activat|invit|magic|callback|webhook|unsubscribe|otp|2fa|mfa|logout|sign_?out|log_?out|oauth|google|apple|rotat|introspect|log_?in$|sign_?in$|register|sign_?up|password|download/i;
/** Tokens of programs, and of things that are no login. */
const NO_PERSON =
  /service[-_]?(token|key|secret|auth)|internal(?!error)|machine|m2m|licen[sc]e|ticket|preview|tracking|share[-_]?(token|link|d?secret)|signed_?url/i;
const READS_REQUEST =
  /\b(headers?|cookies?|authorization(Token)?|handshake|bearer|signedCookies)\b|\.jwtVerify\b/i;

export function authenticatorsOf(program: Program): readonly Authenticator[] {
  return [...byVerifying(program), ...strategies(program), ...libraries(program)];
}

function byVerifying(program: Program): Authenticator[] {
  const found = new Map<Func, Authenticator>();
  for (const verifying of verifyingsOf(program)) {
    const { site, token, secret } = verifying;
    const said = `${site.chain.join(' ')} ${token ? textOf(token, site.func) : ''} ${secret ? textOf(secret, site.func) : ''}`;
    if (OTHER.test(said) || NO_PERSON.test(`${said} ${site.func.name}`)) continue;
    for (const func of authenticating(program, site)) {
      if (found.has(func)) continue;
      const isHere = func.file === site.func.file;
      found.set(func, {
        func,
        how: 'function',
        node: isHere ? site.node : func.node,
        at: isHere ? site.func : func,
        site,
        verifying,
      });
    }
  }
  return [...found.values()];
}

/** The function itself, or those that call it, as far as they let requests in. */
function authenticating(program: Program, { func: start, node }: Site): Func[] {
  for (let func: Func | undefined = start; func; func = func.outer) {
    // A function that only makes the one in which it happens does not let anybody in.
    if (isAuthenticating(program, func) && reachOf(program, func).effects.some((one) => one.node === node))
      return [func];
  }
  const callers = callersOf(program, namedAround(start), true);
  let level = callers;
  const seen = new Set(level);
  for (let turn = 0; turn < 3 && level.length > 0; turn += 1) {
    const fitting = level.filter((func) => isAuthenticating(program, func));
    if (fitting.length > 0) return fitting;
    level = level.flatMap((func) => callersOf(program, func, true)).filter((one) => !seen.has(one));
    for (const one of level) seen.add(one);
  }
  const isAskedLater = callers.some((one) => couldRevoke(program, reachOf(program, one)));
  return isReader(namedAround(start)) && !isAskedLater ? [namedAround(start)] : [];
}

/** A function that says whose a token is, as jose’s users write one, and whose callers are not seen to read requests. */
function isReader(func: Func): boolean {
  const { name, node } = func;
  if (node.type === 'File' || !NAMED.test(name) || OTHER.test(name)) return false;
  return func.calls.some(({ callee }) => callee.type === 'Identifier' && callee.name === 'jwtVerify');
}

function isAuthenticating(program: Program, func: Func): boolean {
  if (/^(canActivate|intercept)$/.test(func.name))
    return !/refresh|reset-?password/i.test(func.cls?.name ?? '');
  const name = func.name || (func.node.type === 'File' ? '' : nameOfFile(func.file));
  const path = pathOf(program, func);
  if (OTHER.test(name) || OTHER.test(path) || saysLogout(path)) return false;
  if (/refresh|reset-?password/i.test(func.cls?.name ?? '')) return false;
  const { effects } = reachOf(program, func);
  // What only gives new tokens for old ones lets nobody in; what goes on to the next does, renewed or not.
  if (effects.some(({ kind }) => kind === 'sign') && !callsNext(func)) return false;
  if (func.node.type === 'File') return false;
  const text = func.module().text.slice(func.node.start ?? 0, func.node.end ?? 0);
  if (answersRequests(func) && (callsNext(func) || READS_REQUEST.test(text) || path !== '')) return true;
  if (path !== '' && READS_REQUEST.test(text)) return true;
  if (/^(middleware|proxy)$/.test(func.name) && /(^|\/)(middleware|proxy)\.[jt]s$/.test(func.file))
    return true;
  return (NAMED.test(func.name) || takesConnection(func)) && READS_REQUEST.test(text);
}

function callsNext(func: Func): boolean {
  if (func.node.type === 'File') return false;
  return func.node.params.some((one) =>
    boundBy(one).some(({ name }) => /^(_?next|done|cb|callback)$/.test(name)),
  );
}

/** `io.use((socket, next) => …)`. */
function takesConnection({ node }: Func): boolean {
  return (
    node.type !== 'File' &&
    node.params.some((one) =>
      boundBy(one).some(({ name }) => /^(socket|client|ws|connection|info)$/.test(name)),
    )
  );
}
