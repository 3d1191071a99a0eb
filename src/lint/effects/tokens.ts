import type * as t from '@babel/types';
import { argumentsOf, bare, propertyOf } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import { isFastify } from './fastify-jwt.ts';
import { joseBuilder } from './jose.ts';
import { purposeOf, type Purpose } from './purpose.ts';
import type { Site } from './site.ts';

/** A token that is signed. */
export interface Signing {
  readonly site: Site;
  readonly library:
    'jsonwebtoken' | 'jose' | 'nest' | 'fastify' | 'hono' | 'simple' | 'fast' | 'hapi' | 'elysia';
  readonly payload: t.Expression | undefined;
  readonly secret: t.Expression | undefined;
  readonly options: t.Expression | undefined;
  /** Of jose's builder: the methods that were called on it, with their arguments. */
  readonly steps: ReadonlyMap<string, readonly t.Expression[]>;
  readonly purpose: Purpose;
}

const NO_STEPS: ReadonlyMap<string, readonly t.Expression[]> = new Map();
const JSONWEBTOKEN =
  /^(jsonwebtoken|jsonwebtoken-esm|@types\/jsonwebtoken|koa-jsonwebtoken|jsonwebtoken-promisified|paseto|fast-jwt|@tsndr\/cloudflare-worker-jwt)$/;

export function signingOf(program: Program, site: Site): Signing | undefined {
  const { method, owner, from, path, args } = site;
  const [first, second, third] = args;
  const made = (
    library: Signing['library'],
    payload?: t.Expression,
    secret?: t.Expression,
    options?: t.Expression,
    steps = NO_STEPS,
  ): Signing => ({
    site,
    library,
    payload,
    secret,
    options,
    steps,
    purpose: purposeOf(site, payload, secret),
  });
  const last = path.at(-1) ?? method;
  const isSealed = path.includes('EncryptJWT');
  if (from === 'jose' || path.includes('SignJWT') || isSealed) {
    if (last !== (isSealed ? 'encrypt' : 'sign') || !(isSealed || path.includes('SignJWT'))) return undefined;
    const { payload, steps } = joseBuilder(program, site);
    return made('jose', payload, first, undefined, steps);
  }
  if (from === 'jwt-simple' && last === 'encode') return made('simple', first, second);
  if (from === 'jwt-encode' && path.length === 0) return made('simple', first, second);
  if (from !== undefined && /(^|[/@:])djwt(@|\/|$)/.test(from) && last === 'create')
    return made('simple', second, third);
  if (from === '@hapi/jwt' && last === 'generate') return made('hapi', first, second, third);
  if (from === 'paseto' && last === 'encrypt') return made('jsonwebtoken', first, second, third);
  if (from === 'fast-jwt') {
    const maker =
      path.join(' ') === 'createSigner ()' && site.value.kind === 'opaque' ? site.value.call : undefined;
    const options = maker && argumentsOf(maker.node)[0];
    return options && made('fast', first, options, options);
  }
  if (from !== undefined && /^hono\/(utils\/)?jwt/.test(from) && last === 'sign')
    return made('hono', first, second);
  if (/^sign(Async)?$/.test(last) || /^sign(Async)?$/.test(method)) {
    if (from === '@nestjs/jwt' || /(^|\.)(_?jwtservice|jwtsvc)$/.test(owner))
      return made('nest', first, secretIn(program, second, site), second);
    if (/(^|\.)(app|fastify|server|instance|request\.server|req\.server|this)\.jwt(\.\w+)?$/.test(owner))
      return made('fastify', first, secretIn(program, second, site), optionsIn(second));
    // Elysia hands each request a signer, which its plugin was told about.
    if (
      site.value.kind === 'opaque' &&
      site.value.origin.kind === 'parameter' &&
      args.length === 1 &&
      usesElysia(program)
    )
      return made('elysia', first);
    if ((from !== undefined && JSONWEBTOKEN.test(from)) || /(^|\.)(jwt|jsonwebtoken|_?jwt)$/.test(owner))
      return made('jsonwebtoken', first, second, third);
  }
  return owner !== '' && isFastify(program, method, 'sign')
    ? made('fastify', first, secretIn(program, second, site), optionsIn(second))
    : undefined;
}

function usesElysia(program: Program): boolean {
  return program.modules.some(({ specifiers }) => specifiers.has('@elysiajs/jwt'));
}

/** A secret of its own, among the options. */
function secretIn(
  program: Program,
  options: t.Expression | undefined,
  { func }: Site,
): t.Expression | undefined {
  const value = options && program.evaluate(options, func);
  if (value?.kind !== 'object') return undefined;
  const property = propertyOf(value.node, 'secret') ?? propertyOf(value.node, 'privateKey');
  // What stands in another function says something else here.
  const isHere = value.func === func || value.func.node.type === 'File';
  return property?.type === 'ObjectProperty' && isHere ? (property.value as t.Expression) : undefined;
}

/** `reply.jwtSign(payload, { sign: { … } })` has the options that others have by themselves. */
function optionsIn(options: t.Expression | undefined): t.Expression | undefined {
  const whole = options && bare(options);
  const inner = whole?.type === 'ObjectExpression' ? propertyOf(whole, 'sign') : undefined;
  return inner?.type === 'ObjectProperty' ? (inner.value as t.Expression) : options;
}

/** A token that is verified, and the call or the options that do it. */
export interface Verifying {
  readonly site: Site;
  readonly token: t.Expression | undefined;
  readonly secret: t.Expression | undefined;
  readonly options: t.Expression | undefined;
}

export function verifyingOf(program: Program, site: Site): Verifying | undefined {
  const { method, owner, from, path, args } = site;
  const [token, secret, options] = args;
  const last = path.at(-1) ?? method;
  if (from !== 'jose' && owner !== '' && isFastify(program, method, 'verify'))
    return { site, token: undefined, secret: undefined, options: token };
  if (from === 'jose')
    return /^(jwtVerify|(compact|flattened|general)Verify)$/.test(last)
      ? { site, token, secret, options }
      : undefined;
  if (from === 'fast-jwt') {
    // `createVerifier(options)` makes what verifies.
    const maker =
      path.join(' ') === 'createVerifier ()' && site.value.kind === 'opaque' ? site.value.call : undefined;
    const given = maker && argumentsOf(maker.node)[0];
    return given && { site, token, secret: given, options: given };
  }
  if (from === 'jwt-simple')
    return last === 'decode' ? { site, token, secret, options: undefined } : undefined;
  const isVerify = /^verify(Async)?$/.test(last) || /^verify(Async)?$/.test(method);
  if (!isVerify) return undefined;
  if (from === '@nestjs/jwt' || /(^|\.)(_?jwtservice|jwtsvc)$/.test(owner))
    return { site, token, secret: undefined, options: secret };
  if (/(^|\.)(app|fastify|server|request\.server)\.jwt(\.\w+)?$/.test(owner))
    return { site, token, secret: undefined, options: secret };
  const known =
    (from !== undefined && (JSONWEBTOKEN.test(from) || /^hono\/(utils\/)?jwt/.test(from))) ||
    /(^|\.)(jwt|jsonwebtoken|_jwt)$/.test(owner) ||
    /(^|\.)(app|fastify|server|request\.server|this)\.jwt(\.\w+)?$/.test(owner);
  return known ? { site, token, secret, options } : undefined;
}
