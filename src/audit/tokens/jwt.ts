import { json } from '../people/captured.ts';

/** The three parts of a JWT, and what its header and payload say. Nothing is verified. */
export interface Jwt {
  readonly parts: readonly [header: string, payload: string, signature: string];
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Takes a token apart; undefined when it is no signed JWT. */
export function readJwt(token: string): Jwt | undefined {
  const [header = '', payload = '', signature = '', ...more] = token.split('.');
  if (
    more.length > 0 ||
    signature === '' ||
    ![header, payload, signature].every((part) => /^[\w-]+$/.test(part))
  )
    return undefined;
  const [top, claims] = [header, payload].map((part) => json(Buffer.from(part, 'base64url').toString()));
  if (!isRecord(top) || !isRecord(claims) || typeof top['alg'] !== 'string') return undefined;
  return { parts: [header, payload, signature], header: top, claims };
}

/** The instant (ms) at which a token says that it expires; undefined when it does not say. */
export function expiresAt(token: string | undefined): number | undefined {
  const exp = token === undefined ? undefined : readJwt(token)?.claims['exp'];
  return typeof exp === 'number' && Number.isFinite(exp) ? exp * 1000 : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
