import type * as t from '@babel/types';
import { constantOf } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { fastifyJwts } from '../effects/fastify-jwt.ts';
import { reachOf } from '../effects/reach.ts';
import { sealedness } from '../effects/stored/sessions.ts';
import { excuseIn } from '../excuses.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import type { Authenticator } from '../tokens/checking/authenticator.ts';
import { authenticatorsOf } from '../tokens/checking/authenticators.ts';
import { optionOf } from '../tokens/signing/claims.ts';
import { asksWhatEnded } from '../tokens/checking/ended.ts';
import { keysAreLookedUp, trustsAll } from '../tokens/signing/options.ts';
import { hasSeparateCheck } from '../tokens/checking/separate.ts';
import { isPersonal } from '../tokens/signing/personal.ts';
import { couldRevoke } from '../tokens/checking/revocable.ts';

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
  const all = authenticatorsOf(program);
  const trusting = all.filter((one) => isSignatureOnly(program, one));
  const asks = all.some((one) => one.how === 'function' && !trusting.includes(one));
  return asks ? trusting.filter((one) => !isOptimistic(one)) : trusting;
}

/** Next.js's middleware, which is to be quick: behind it the data layer asks once more. */
function isOptimistic({ func }: Authenticator): boolean {
  return (
    func !== undefined &&
    /^(middleware|proxy|default)$/.test(func.name) &&
    /(^|\/)(middleware|proxy)\.[jt]s$/.test(func.file)
  );
}

function isSignatureOnly(program: Program, { func, how, site, verifying, at }: Authenticator): boolean {
  const options =
    how === 'library'
      ? site?.args.findLast((one) => program.evaluate(one, at).kind === 'object')
      : site?.args[0];
  if (how === 'library') return options !== undefined && trustsAll(program, options, at);
  if (how === 'strategy' && options && keysAreLookedUp(program, options, at)) return false;
  const library = fastifyJwts(program).filter(({ verify }) => verify === site?.method);
  if (library.some((one) => !trustsAll(program, one.options, one.func))) return false;
  if (!func || couldRevoke(program, reachOf(program, func))) return false;
  if (verifying?.options && asksByOptions(program, verifying.options, verifying.site.func)) return false;
  if (asksWhatEnded(program, reachOf(program, func).funcs)) return false;
  if (verifying?.secret && isPersonal(verifying.secret, verifying.site.func)) return false;
  if (verifying?.secret && isLookedUp(program, verifying.secret, verifying.site.func)) return false;
  // A token that is kept in a session of the server dies with it.
  return !(keptInSession(func) && sealedness(program, func.module(), undefined) !== true);
}

/** Whether the key comes from a function of the program that reads it somewhere for each token. */
function isLookedUp(program: Program, secret: t.Expression, at: Func): boolean {
  const value = program.evaluate(secret, at);
  if (value.kind !== 'function') return false;
  const { effects } = reachOf(program, value.func);
  return effects.some(
    ({ kind, about, site }) =>
      kind === 'read' &&
      !/jwks|certs|public_?key|config|env\b|vault|secretsmanager/i.test(`${site?.owner ?? ''} ${about}`),
  );
}

/** `verify(token, key, { jwtid: await currentOf(user) })`. */
function asksByOptions(program: Program, options: t.Expression, at: Func): boolean {
  return ['jwtid', 'nonce'].some((name) => {
    const option = optionOf(program, options, name, at);
    return option !== undefined && constantOf(program, option.node, option.func) === undefined;
  });
}

function keptInSession(func: Func): boolean {
  const { text } = func.module();
  return /\b(req|request|ctx)\.session\b/.test(text.slice(func.node.start ?? 0, func.node.end ?? 0));
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
