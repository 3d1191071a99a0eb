import type { Call } from '../../engine/ast.ts';
import { nameOfHolder } from '../../engine/name.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { fastifyJwts } from '../../effects/fastify-jwt.ts';
import { signingOf, verifyingOf, type Signing, type Verifying } from '../../effects/tokens.ts';
import { siteOf, type Site } from '../../effects/site.ts';

const signed = new WeakMap<Program, readonly Signing[]>();
const verified = new WeakMap<Program, readonly Verifying[]>();

/** Every place of the program that signs a token. */
export function signingsOf(program: Program): readonly Signing[] {
  const before = signed.get(program);
  if (before) return before;
  const named = [
    'sign',
    'signAsync',
    'jwtSign',
    'encode',
    'signJwt',
    'signToken',
    'jwtSignAsync',
    'encrypt',
    'generate',
    ...fastifyJwts(program).map(({ sign }) => sign),
  ].flatMap((name) => program.callsOf(name));
  const found = each(program, named, (site) => signingOf(program, site));
  signed.set(program, found);
  return found;
}

/** Every place of the program that verifies one. */
export function verifyingsOf(program: Program): readonly Verifying[] {
  const before = verified.get(program);
  if (before) return before;
  const named = [
    'verify',
    'verifyAsync',
    'jwtVerify',
    'decode',
    'compactVerify',
    'verifyJwt',
    'verifyToken',
    'jwtVerifyAsync',
    ...fastifyJwts(program).map(({ verify }) => verify),
  ].flatMap((name) => program.callsOf(name));
  const found = each(program, named, (site) => verifyingOf(program, site));
  verified.set(program, found);
  return found;
}

interface Called {
  readonly call: Call;
  readonly func: Func;
}

/** What is made of each call: of those by the usual names, and of those by names of the program's own. */
function each<T>(program: Program, named: readonly Called[], made: (site: Site) => T | undefined): T[] {
  const all = new Map(
    [...named, ...renamed(program), ...ofMade(program)].map(({ call, func }) => [call, func]),
  );
  return [...all].flatMap(([call, func]) => made(siteOf(program, call, func)) ?? []);
}

/** Calls of a plain name in the files that load a library of tokens: `import { sign as issue }`, `promisify(jwt.sign)`. */
function renamed(program: Program): Called[] {
  return program.modules.flatMap(({ specifiers, funcs }) =>
    [...specifiers].some((one) =>
      /djwt|^(jsonwebtoken|jwt-simple|jwt-encode|jose|fast-jwt|hono\/(utils\/)?jwt)/.test(one),
    )
      ? funcs.flatMap((func) =>
          func.calls.flatMap((call) => (call.callee.type === 'Identifier' ? [{ call, func }] : [])),
        )
      : [],
  );
}

/** Calls of what a library was asked to make, wherever they are: `export const open = createVerifier(options)`. */
function ofMade(program: Program): readonly Called[] {
  const made = ['createSigner', 'createVerifier', 'promisify'].flatMap((name) => program.callsOf(name));
  const names = new Set(made.map(({ call, func }) => nameOfHolder(call, func.module().parents, '')));
  return [...names].flatMap((name) => (name === '' ? [] : program.callsOf(name)));
}
