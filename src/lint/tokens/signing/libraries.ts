import { bare, isCall, isMember } from '../../engine/ast.ts';
import { functionsOf } from '../../engine/functions.ts';
import type { Program } from '../../engine/program.ts';
import type { Cls, Func } from '../../engine/types.ts';
import { siteOf, textOf, type Site } from '../../effects/site.ts';
import type { Authenticator } from '../checking/authenticator.ts';

/** passport-jwt: the function or the method that is given a verified payload. */
export function strategies(program: Program): Authenticator[] {
  const found: Authenticator[] = [];
  for (const module of program.modules) {
    for (const cls of module.classes) {
      const validate = strategyOf(program, cls);
      if (validate)
        found.push({
          func: validate,
          how: 'strategy',
          node: validate.node,
          at: validate,
          site: superOf(program, cls),
          verifying: undefined,
        });
    }
    if (![...module.specifiers].some((one) => one === 'passport-jwt')) continue;
    for (const func of module.funcs) {
      for (const call of func.calls) {
        if (call.type !== 'NewExpression') continue;
        const site = siteOf(program, call, func);
        if (site.from !== 'passport-jwt' || site.args.length < 2) continue;
        const last = site.args.at(-1);
        const [verify] = last ? functionsOf(program, last, func) : [];
        if (verify && !FOR_RENEWAL.test(textOf(call, func)))
          found.push({ func: verify, how: 'strategy', node: call, at: func, site, verifying: undefined });
      }
    }
  }
  return found;
}

/** A strategy that is called like this is for refresh tokens: `RtStrategy`, `'jwt-refresh'`. */
const FOR_RENEWAL = /refresh|renew|reissue|\bRt(?=[A-Z]|\b)|\brt\b|_rt\b/i;

/** A strategy for access tokens. */
function strategyOf(program: Program, cls: Cls): Func | undefined {
  const above = cls.node.superClass ? textOf(cls.node.superClass, cls.func) : '';
  return FOR_RENEWAL.test(`${cls.name} ${above}`) ? undefined : validateOf(program, cls);
}

/** `class JwtStrategy extends PassportStrategy(Strategy)`, where Strategy is that of passport-jwt. */
export function validateOf(program: Program, cls: Cls): Func | undefined {
  const above = cls.node.superClass && bare(cls.node.superClass);
  if (!above || !isCall(above)) return undefined;
  const [strategy] = above.arguments;
  if (!strategy || !/PassportStrategy/.test(textOf(above, cls.func))) return undefined;
  const value = program.evaluate(strategy, cls.func);
  if (value.kind !== 'opaque' || value.origin.kind !== 'package' || value.origin.name !== 'passport-jwt')
    return undefined;
  return cls.methods.get('validate');
}

/** `super({ secretOrKey, … })`, which is what a strategy is set up with. */
export function superOf(program: Program, cls: Cls): Site | undefined {
  const made = cls.methods.get('constructor');
  const call = made?.calls.find(({ callee }) => callee.type === 'Super');
  return made && call ? siteOf(program, call, made) : undefined;
}

const LIBRARIES =
  /^(express-jwt|koa-jwt|express-oauth2-jwt-bearer|fastify-jwt|@fastify\/jwt|hono\/jwt|@elysiajs\/jwt|express-oauth2-bearer)$/;

/** Middleware that is a library's alone: express-jwt, koa-jwt, hono/jwt. */
export function libraries(program: Program): Authenticator[] {
  return [...ofHapi(program), ...ofMiddleware(program)];
}

/** `server.auth.strategy('jwt', 'jwt', { keys, validate })`. */
function ofHapi(program: Program): Authenticator[] {
  return program.callsOf('strategy').flatMap(({ call, func }): Authenticator[] => {
    const site = siteOf(program, call, func);
    const [, scheme, options] = site.args;
    if (!site.owner.endsWith('auth') || !scheme || !options || !/jwt/i.test(textOf(scheme, func))) return [];
    return program.evaluate(options, func).kind === 'object'
      ? [{ func: undefined, how: 'library', node: call, at: func, site, verifying: undefined }]
      : [];
  });
}

function ofMiddleware(program: Program): Authenticator[] {
  return program.modules.flatMap((module) => {
    if (![...module.specifiers].some((one) => LIBRARIES.test(one))) return [];
    return module.funcs.flatMap((func) =>
      func.calls.flatMap((node): Authenticator[] => {
        const site = siteOf(program, node, func);
        const { from, path, args } = site;
        if (from === undefined || !/^(express-jwt|koa-jwt|express-oauth2-jwt-bearer|hono\/jwt)$/.test(from))
          return [];
        const isSetUp = !isMember(bare(node.callee)) || path.length <= 1;
        if (!isSetUp || path.includes('()') || /^(sign|verify|decode)$/.test(path.at(-1) ?? '')) return [];
        const [options] = args;
        return options && program.evaluate(options, func).kind === 'object'
          ? [{ func: undefined, how: 'library', node, at: func, site, verifying: undefined }]
          : [];
      }),
    );
  });
}
