import { isRecord } from './jws.ts';

/** More of the application's own claims would not fit into a token, characters of JSON. */
const LARGEST_CLAIMS = 3_072;
/** The claims an application may not set itself. */
const RESERVED = new Set(
  'iss sub aud exp nbf iat jti sid client_id tenant auth_time inc rv rv0 cnf status __proto__'.split(' '),
);

/** Throws a `TypeError` for application claims that would shadow Curfew's own, or that JSON cannot carry. */
export function checkOwnClaims(claims: unknown): Record<string, unknown> {
  const text = isRecord(claims) ? JSON.stringify(claims) : undefined;
  if (text !== undefined && text.length > LARGEST_CLAIMS) {
    throw new TypeError(
      `claims are ${text.length} characters of JSON; a token has room for ${LARGEST_CLAIMS}`,
    );
  }
  const plain: unknown = text === undefined ? undefined : JSON.parse(text);
  if (!isRecord(plain)) throw new TypeError('claims must be a plain object');
  const taken = Object.keys(plain).find((name) => RESERVED.has(name));
  if (taken !== undefined) throw new TypeError(`claims.${taken} is set by Curfew and cannot be given`);
  return plain;
}
