import type * as t from '@babel/types';
import type { Program } from '../engine/program.ts';
import { isFunction, bare } from '../engine/ast.ts';
import type { Func } from '../engine/types.ts';
import { reachOf } from '../effects/reach.ts';
import type { Effect } from '../effects/effect.ts';
import { logoutsOf } from '../entries/logouts.ts';
import { routesOf } from '../entries/routes.ts';
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
  const used = new Set(program.modules.flatMap(({ specifiers }) => [...specifiers]));
  const isKoa = used.has('koa-passport');
  const isOld = isKoa
    ? /^[~^]?[0-5](\.|$)/.test(program.versions.get('koa-passport') ?? '')
    : /^[~^]?0\.[0-5](\.|$)/.test(program.versions.get('passport') ?? '');
  // These answer a promise, and end the session themselves.
  if ((isKoa && !isOld) || used.has('@fastify/passport') || used.has('fastify-passport')) return [];
  if (isOwn(program)) return [];
  const isStored =
    used.has('express-session') &&
    !used.has('cookie-session') &&
    !program.modules.some(({ text }) => /\bunset\s*:\s*['"]destroy/.test(text));
  const seen = new Set<t.Node>();
  return handlersOf(program).flatMap((handler) => {
    const { effects } = reachOf(program, handler);
    const passport = effects.find((one) => isPassport(one));
    if (!passport || seen.has(passport.node) || effects.some((one) => endsSession(one, isStored))) return [];
    const given = passport.site?.args ?? [];
    const calls = given.some((one) => isFunction(bare(one)) || bare(one).type === 'Identifier');
    if (calls && !isOld) return [];
    seen.add(passport.node);
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

/** Every logout; and where Passport is asked for, all else that answers, as the closing of an account. */
function handlersOf(program: Program): readonly Func[] {
  const logouts = logoutsOf(program).map(({ handler }) => handler);
  const others = program.versions.has('passport') ? routesOf(program).map(({ handler }) => handler) : [];
  return [...new Set([...logouts, ...others])];
}

/** A `logout` that the program itself gives to its requests is not Passport's. */
function isOwn(program: Program): boolean {
  return program.modules.some(({ text }) =>
    /\b(req|request|ctx)\.log[oO]ut\s*=(?!=)|decorateRequest\(\s*['"`]log[oO]ut/.test(text),
  );
}

function isPassport({ kind, site }: Effect): boolean {
  return (
    kind === 'end-session' &&
    site !== undefined &&
    /^log_?out$/i.test(site.method) &&
    /(^|\.)(req|request|ctx|context)$/.test(site.owner)
  );
}

/** `isStored`: the session is kept on the server, where setting it or a part of it to nothing ends nothing. */
function endsSession(effect: Effect, isStored: boolean): boolean {
  const isPart = /^(delete\s+)?[\w.?]*\bsession\??[.[]/.test(effect.about);
  if (effect.kind === 'end-session' && !effect.site && (isStored || isPart)) return false;
  // To save a session is not to end it.
  if (effect.kind === 'write' && /\bsession\??\.(save|touch|reload)\(/.test(effect.about)) return false;
  if (effect.kind === 'write') return /session|token/i.test(effect.about);
  if (effect.kind === 'unknown')
    return effect.plausible === true && /session|destroy|revoke|token/i.test(effect.about);
  return effect.kind === 'end-session' && !isPassport(effect);
}
