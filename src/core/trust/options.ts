import type { JWK } from 'jose';
import { ConfigError } from '../errors.ts';
import { isId } from '../ids.ts';
import { checkKeySetUrl } from './url.ts';

/** Keys are fetched from such an address too, or without TLS. Whoever can stand in between signs what they like. */
export const ALLOW_KEYS_FROM_A_PRIVATE_NETWORK: unique symbol = Symbol('allow keys from a private network');

/** The claims of a token that somebody else proves, as RFC 7519 names them. */
export type ForeignClaims = Readonly<Record<string, unknown>>;

/** Tokens that another issuer signs, verified with its public keys. */
export interface SigningIssuer {
  /** `iss`, exactly as its tokens have it. */
  readonly issuer: string;
  /** `aud`: a token is accepted when it names one of them. */
  readonly audience: string | readonly string[];
  /** Where its keys are published (RFC 7517, 5): an https URL. Give this or `key`. */
  readonly jwks?: string | URL;
  /** Its public keys, where they are not published. */
  readonly key?: JWK | readonly JWK[];
  /** The algorithms it signs with; default: RS256, PS256, ES256, EdDSA and their stronger kin. Never a symmetric one. */
  readonly algorithms?: readonly string[];
  /**
   * Where its token status lists are, exactly as its tokens name them. A token that names one is then looked up in it, too.
   * Lists lag by their `ttl`: they replace no logout. Default: none is looked at.
   */
  readonly statusLists?: readonly string[];
  readonly [ALLOW_KEYS_FROM_A_PRIVATE_NETWORK]?: true;
}

/** Tokens that you verify yourself, whatever they look like. */
export interface VerifyingIssuer {
  /** `iss` of what it answers; what has another is refused. */
  readonly issuer: string;
  /**
   * The claims of a live token, or nothing for one that is none of this issuer's. Throw for a failure: the answer is
   * 503, as for what is no claims. `sub`, `exp`, `iat` and one of `sid` and `jti` must be among them, or the token cannot
   * be tracked.
   */
  verify(token: string): ForeignClaims | undefined | null | Promise<ForeignClaims | undefined | null>;
}

/** Whose tokens are accepted beside one's own. */
export type TrustedIssuer = SigningIssuer | VerifyingIssuer;

/** A `SigningIssuer` with defaults filled in. */
export interface SigningTrust {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly algorithms: readonly string[];
  readonly source: URL | readonly JWK[];
  readonly statusLists: readonly string[];
}

export type Trust = SigningTrust | VerifyingIssuer;

const ALGORITHMS: readonly string[] =
  'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ');

/** Checks whom is trusted. Throws `ConfigError`, which names what is wrong. */
export function resolveTrust(
  given: readonly TrustedIssuer[] | undefined,
  own: string | undefined,
): readonly Trust[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw new ConfigError('trust must be a list of issuers');
  const trusted = (given as readonly TrustedIssuer[]).map(resolveOne);
  const names = [own, ...trusted.map(({ issuer }) => issuer)];
  const twice = names.find((name, index) => name !== undefined && names.indexOf(name) < index);
  if (twice !== undefined)
    throw new ConfigError(`the issuer ${twice} is there twice: its tokens would have two rules`);
  return trusted;
}

function resolveOne(given: TrustedIssuer, index: number): Trust {
  const where = `trust[${index}]`;
  if (typeof given !== 'object' || given === null) throw new ConfigError(`${where} must be an object`);
  if (!isId(given.issuer, 1_024) || given.issuer === '*') {
    throw new ConfigError(`${where}.issuer must be the iss of its tokens, as https://login.example.com/`);
  }
  if ('verify' in given) {
    onlyKnown(where, given, ['issuer', 'verify']);
    if (typeof given.verify !== 'function') throw new ConfigError(`${where}.verify must be a function`);
    return given;
  }
  onlyKnown(where, given, ['issuer', 'audience', 'jwks', 'key', 'algorithms', 'statusLists']);
  const audience = typeof given.audience === 'string' ? [given.audience] : given.audience;
  if (!Array.isArray(audience) || audience.length === 0 || !audience.every((one) => isId(one, 1_024))) {
    throw new ConfigError(
      `${where}.audience must be a non-empty string or a list of them: the aud that means this API`,
    );
  }
  return {
    issuer: given.issuer,
    audience: [...audience],
    algorithms: algorithms(where, given),
    source: source(where, given),
    statusLists: statusLists(where, given),
  };
}

function algorithms(where: string, { algorithms: given = ALGORITHMS }: SigningIssuer): readonly string[] {
  const wrong = Array.isArray(given) ? given.find((one) => !ALGORITHMS.includes(one)) : given;
  if (wrong !== undefined || given.length === 0) {
    throw new ConfigError(
      `${where}.algorithms may hold ${ALGORITHMS.join(', ')}, not ${JSON.stringify(wrong)}`,
    );
  }
  return [...given];
}

function statusLists(where: string, given: SigningIssuer): readonly string[] {
  const { statusLists: uris = [], [ALLOW_KEYS_FROM_A_PRIVATE_NETWORK]: allowed } = given;
  if (!Array.isArray(uris)) throw new ConfigError(`${where}.statusLists must be a list of URLs`);
  uris.forEach((uri: string, at) => checkKeySetUrl(`${where}.statusLists[${at}]`, uri, allowed === true));
  return [...uris];
}

function source(where: string, given: SigningIssuer): URL | readonly JWK[] {
  if ((given.jwks === undefined) === (given.key === undefined)) {
    throw new ConfigError(`${where} needs jwks, the URL of its keys, or key, one of the two`);
  }
  if (given.jwks !== undefined) {
    return checkKeySetUrl(`${where}.jwks`, given.jwks, given[ALLOW_KEYS_FROM_A_PRIVATE_NETWORK] === true);
  }
  const keys = (Array.isArray(given.key) ? given.key : [given.key]) as readonly JWK[];
  if (keys.length === 0) throw new ConfigError(`${where}.key is empty`);
  keys.forEach((key, at) => {
    if (typeof key !== 'object' || key === null || key.kty === 'oct' || typeof key.kty !== 'string') {
      throw new ConfigError(
        `${where}.key[${at}] is no public key: symmetric ones are refused, whoever can verify can sign`,
      );
    }
    if (key.d !== undefined)
      throw new ConfigError(`${where}.key[${at}] has a private part: give the public key alone`);
  });
  return keys;
}

function onlyKnown(where: string, given: object, known: readonly string[]): void {
  const stranger = Object.keys(given).find((name) => !known.includes(name));
  if (stranger !== undefined) {
    throw new ConfigError(`unknown option ${where}.${stranger}; known are ${known.join(', ')}`);
  }
}
