import { createSecretKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { EVENT, type Claims, type LogoutTokens } from './logout-token.ts';
import type { Backchannel } from '../plan.ts';

/** A logout token in which one clause is broken. */
export interface BrokenToken {
  /** "with another issuer" */
  readonly how: string;
  /** Undefined when the plan's key allows no such token. `who` has `sub`, `sid` or both. */
  readonly make: (who: Claims) => string | undefined;
  /**
   * Whether OpenID Connect Back-Channel Logout 1.0, section 2.6, has an application refuse it. What it leaves open, or only
   * recommends, is worth a note when it is accepted.
   */
  readonly must: boolean;
}

const DAY = 86_400;

/** Every clause of sections 2.4 and 2.6 broken once. */
export function brokenTokens(tokens: LogoutTokens, plan: Backchannel): BrokenToken[] {
  const stranger = strangerLike(plan);
  const own = (): Claims => ({ jwk: publicOf(stranger) });
  const isSecret = stranger.type === 'secret';
  const made =
    (must: boolean) =>
    (how: string, make: (claims: Claims) => string | undefined): BrokenToken => {
      return { how, must, make: (who) => make(tokens.claims(who)) };
    };
  const [must, open] = [made(true), made(false)];
  const less = (claims: Claims, ...names: string[]): Claims =>
    Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));
  const later = (claims: Claims, iat: number, exp: number): Claims => {
    const now = Number(claims['iat']);
    return { ...claims, iat: now + iat, exp: now + exp };
  };
  return [
    must('whose signature is broken', (claims) => withBrokenSignature(tokens.sign(claims))),
    must('that another key has signed', (claims) => tokens.forge(claims, stranger)),
    must('that brings its own key', (claims) =>
      isSecret ? undefined : tokens.forge(claims, stranger, own()),
    ),
    must('with "alg": "none"', (claims) => tokens.unsigned(claims)),
    must('signed by HS256 with the public key', (claims) => tokens.withPublicKeyAsSecret(claims)),
    must('of another issuer', (claims) => tokens.sign({ ...claims, iss: 'https://other-issuer.example' })),
    must('for another audience', (claims) => tokens.sign({ ...claims, aud: 'another-client' })),
    must('without events', (claims) => tokens.sign(less(claims, 'events'))),
    must('with empty events', (claims) => tokens.sign({ ...claims, events: {} })),
    must('with another event', (claims) => tokens.sign({ ...claims, events: { [`${EVENT}-other`]: {} } })),
    must('with a nonce, as an ID token has', (claims) => tokens.sign({ ...claims, nonce: 'n-0S6_WzA2Mj' })),
    must('that has expired', (claims) => tokens.sign(later(claims, -2 * DAY, -DAY))),
    must('without sub and sid', (claims) => tokens.sign(less(claims, 'sub', 'sid'))),
    open('issued tomorrow', (claims) => tokens.sign(later(claims, DAY, DAY + 120))),
    open('issued a month ago', (claims) => tokens.sign(later(claims, -30 * DAY, 120))),
    open('without iat', (claims) => tokens.sign(less(claims, 'iat'))),
    open('without exp', (claims) => tokens.sign(less(claims, 'exp'))),
    open('without jti', (claims) => tokens.sign(less(claims, 'jti'))),
    open('of another type (at+jwt)', (claims) => tokens.sign(claims, { typ: 'at+jwt' })),
  ];
}

/** In the middle: the last character may have bits that mean nothing. */
function withBrokenSignature(token: string): string {
  const at = token.lastIndexOf('.') + 9;
  return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
}

/** A new key of the same kind. */
function strangerLike({ key }: Backchannel): KeyObject {
  switch (key['kty']) {
    case 'RSA':
      return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    case 'EC':
      return generateKeyPairSync('ec', { namedCurve: String(key['crv']) }).privateKey;
    case 'OKP':
      return key['crv'] === 'Ed448'
        ? generateKeyPairSync('ed448').privateKey
        : generateKeyPairSync('ed25519').privateKey;
    default:
      return createSecretKey(randomBytes(64));
  }
}

function publicOf(key: KeyObject): Claims {
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...open } = key.export({ format: 'jwk' });
  return open;
}
