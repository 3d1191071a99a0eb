import type { Program } from '../engine/program.ts';
import { signingOf, verifyingOf, type Signing, type Verifying } from '../effects/tokens.ts';
import { siteOf } from '../effects/site.ts';

const signed = new WeakMap<Program, readonly Signing[]>();
const verified = new WeakMap<Program, readonly Verifying[]>();

/** Every place of the program that signs a token. */
export function signingsOf(program: Program): readonly Signing[] {
  const before = signed.get(program);
  if (before) return before;
  const found = ['sign', 'signAsync', 'jwtSign', 'encode', 'signJwt', 'signToken', 'jwtSignAsync'].flatMap(
    (name) =>
      program
        .callsOf(name)
        .flatMap(({ call, func }) => signingOf(program, siteOf(program, call, func)) ?? []),
  );
  signed.set(program, found);
  return found;
}

/** Every place of the program that verifies one. */
export function verifyingsOf(program: Program): readonly Verifying[] {
  const before = verified.get(program);
  if (before) return before;
  const found = [
    'verify',
    'verifyAsync',
    'jwtVerify',
    'decode',
    'compactVerify',
    'verifyJwt',
    'verifyToken',
    'jwtVerifyAsync',
  ].flatMap((name) =>
    program
      .callsOf(name)
      .flatMap(({ call, func }) => verifyingOf(program, siteOf(program, call, func)) ?? []),
  );
  verified.set(program, found);
  return found;
}
