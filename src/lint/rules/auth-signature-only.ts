import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { reachOf } from '../effects/reach.ts';
import { sealedness } from '../effects/sessions.ts';
import { excuseIn } from '../excuses.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { answersRequests } from '../entries/logouts.ts';
import type { Authenticator } from '../tokens/authenticator.ts';
import { authenticatorsOf } from '../tokens/authenticators.ts';
import { keysAreLookedUp, trustsAll } from '../tokens/options.ts';
import { isPersonal } from '../tokens/personal.ts';
import { couldRevoke, revocationReads } from '../tokens/revocable.ts';

export const authSignatureOnly: Rule = {
  id: 'auth-signature-only',
  level: 'error',
  summary: 'A request is let in by its token’s signature alone: nothing that a logout could change is asked.',
  cwe: ['CWE-613'],
  asvs: '7.4.1',
  check,
};

function check(program: Program): readonly Finding[] {
  const reported = new Set<unknown>();
  return signatureOnly(program).flatMap((one) => {
    // Many guards around one verification are one mistake.
    const root = one.verifying?.site.node ?? one.node;
    if (reported.has(root)) return [];
    reported.add(root);
    return [finding(program, one)];
  });
}

/** The authenticators that cannot tell a revoked token. */
export function signatureOnly(program: Program): readonly Authenticator[] {
  if (hasSeparateCheck(program)) return [];
  return authenticatorsOf(program).filter((one) => isSignatureOnly(program, one));
}

function isSignatureOnly(program: Program, { func, how, site, verifying, at }: Authenticator): boolean {
  const options = site?.args[0];
  if (how === 'library') return options !== undefined && trustsAll(program, options, at);
  if (how === 'strategy' && options && keysAreLookedUp(program, options, at)) return false;
  if (!func || couldRevoke(program, reachOf(program, func))) return false;
  if (verifying?.secret && isPersonal(verifying.secret, verifying.site.func)) return false;
  // A token that is kept in a session of the server dies with it.
  return !(keptInSession(func) && sealedness(program, func.module(), undefined) !== true);
}

function keptInSession(func: Func): boolean {
  const { text } = func.module();
  return /\b(req|request|ctx)\.session\b/.test(text.slice(func.node.start ?? 0, func.node.end ?? 0));
}

/** A check for revoked tokens that is a middleware of its own, and stands beside the one that verifies. */
function hasSeparateCheck(program: Program): boolean {
  return revocationReads(program).some((func) => {
    const { effects } = reachOf(program, func);
    return (
      (answersRequests(func) || /^(canActivate|use)$/.test(func.name)) &&
      !effects.some(({ kind }) => kind === 'verify' || kind === 'sign' || kind === 'clear-cookie')
    );
  });
}

function finding(program: Program, { func, node, at, how }: Authenticator): Finding {
  const looksUp =
    func !== undefined &&
    reachOf(program, func).effects.some(
      ({ kind, site }) =>
        kind === 'read' || (kind === 'unknown' && /find|get|user/i.test(site?.method ?? '')),
    );
  const what = looksUp
    ? 'its signature and that its user exists'
    : how === 'library'
      ? 'its signature, by this library'
      : 'its signature';
  const unseen =
    func !== undefined &&
    reachOf(program, func).effects.some(({ kind, plausible }) => kind === 'unknown' && plausible === true);
  return findingAt(authSignatureOnly, at, node, {
    message: `A token is accepted for ${what} alone, so that it goes on working after logout. Ask also whether its session or its jti was revoked.`,
    certainty: unseen && !(func && excuseIn(func)) ? 'cannot-see-callee' : 'proven',
    fix: advice(
      'Look up the token’s session, jti or version in the store that logout writes to, and refuse what was revoked.',
    ),
  });
}
