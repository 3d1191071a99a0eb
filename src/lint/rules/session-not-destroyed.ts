import type { Program } from '../engine/program.ts';
import { isFunction, bare } from '../engine/ast.ts';
import { reachOf } from '../effects/reach.ts';
import type { Effect } from '../effects/effect.ts';
import { logoutsOf } from '../entries/logouts.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';

export const sessionNotDestroyed: Rule = {
  id: 'session-not-destroyed',
  level: 'error',
  summary: 'Passport’s logout alone, without a callback or in an old version: the session itself lives on.',
  cwe: ['CWE-613', 'CWE-384'],
  asvs: '7.4.1',
  check,
};

function check(program: Program): readonly Finding[] {
  const isOld = /^[~^]?0\.[0-5](\.|$)/.test(program.versions.get('passport') ?? '');
  return logoutsOf(program).flatMap(({ handler }) => {
    const { effects } = reachOf(program, handler);
    const passport = effects.find((one) => isPassport(one));
    if (!passport || effects.some((one) => endsSession(one))) return [];
    const given = passport.site?.args ?? [];
    const calls = given.some((one) => isFunction(bare(one)) || bare(one).type === 'Identifier');
    if (calls && !isOld) return [];
    return [
      findingAt(sessionNotDestroyed, passport.func, passport.node, {
        message: calls
          ? 'Before version 0.6, Passport’s logout only takes the user out of the session: its id and all else in it stay valid. Destroy the session.'
          : 'Passport’s logout without a callback does not end the session: before 0.6 the session stays valid, since then it throws. Destroy the session, and answer in its callback.',
        fix: advice('req.logout((error) => req.session.destroy(() => res.clearCookie(…).redirect(…)))'),
      }),
    ];
  });
}

function isPassport({ kind, site }: Effect): boolean {
  return (
    kind === 'end-session' &&
    site !== undefined &&
    /^log_?out$/i.test(site.method) &&
    /(^|\.)(req|request|ctx|context)$/.test(site.owner)
  );
}

function endsSession(effect: Effect): boolean {
  if (effect.kind === 'write') return /session|token/i.test(effect.about);
  if (effect.kind === 'unknown')
    return effect.plausible === true && /session|destroy|revoke|token/i.test(effect.about);
  return effect.kind === 'end-session' && !isPassport(effect);
}
