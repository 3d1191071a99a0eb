import { namesIn } from '../people/template.ts';
import type { Overrides } from '../people/outgoing.ts';
import type { Person } from '../people/person.ts';
import type { Plan } from '../plan.ts';
import { reEncodings } from '../tokens/re-encoded.ts';
import { decoded } from '../texts/decoded.ts';

/** A way in which a credential may open `me`. */
export interface Variant {
  /** As in the matrix. */
  readonly credential: string;
  /** How the request for `me` then differs. */
  readonly overrides: Overrides;
}

/** The request as it is. */
export const WHOLE = 'everything, as sent before';

/** What could be a token: long, in one piece, of the letters tokens are written in. */
const TOKEN = /^[\w.~+/=:-]{16,}$/;

/**
 * Every way in which what `person` holds may open `me`: the request as it is; each credential by itself; a cookie or a refresh token
 * as Bearer; every re-encoding. The gentle ones come first: a changed token may make an application end the session.
 */
export function variantsOf(plan: Plan, person: Person): Variant[] {
  const cookies = person.jar.all().map(({ name, value }) => [name, value] as const);
  const whole: Variant = { credential: WHOLE, overrides: {} };
  const alone = cookies.map(([name, value]) => ({
    credential: `cookie ${name}`,
    overrides: only([[name, value]]),
  }));
  const all = cookies.length > 1 ? [{ credential: 'all cookies', overrides: only(cookies) }] : [];
  return distinct([
    whole,
    ...accessVariants(plan, person),
    ...alone,
    ...all,
    ...asBearer(person, cookies),
    ...reEncoded(person, cookies),
  ]);
}

function accessVariants(plan: Plan, { access }: Person): Variant[] {
  if (access === undefined) return [];
  const inPlace = [plan.me.url, plan.me.body ?? '', ...plan.me.headers.map(([, value]) => value)].some(
    (text) => namesIn(text).includes('access'),
  );
  const bearer = { credential: 'access token', overrides: { bare: true, authorization: `Bearer ${access}` } };
  // Where it goes into another header, or a URL, that is its place and Bearer is not.
  const usual = plan.me.headers.some(
    ([name, value]) => /^authorization$/i.test(name) && /^Bearer \{access\}$/i.test(value),
  );
  if (usual || !inPlace) return [bearer];
  return [
    { credential: 'access token', overrides: { cookies: [] } },
    { ...bearer, credential: 'access token as Bearer' },
  ];
}

function asBearer({ refreshToken }: Person, cookies: readonly (readonly [string, string])[]): Variant[] {
  const held: [string, string][] = cookies.map(([name, value]) => [`cookie ${name}`, decoded(value)]);
  if (refreshToken !== undefined) held.unshift(['refresh token', refreshToken]);
  return held
    .filter(([, value]) => TOKEN.test(value))
    .map(([name, value]) => ({
      credential: `${name} as Bearer`,
      overrides: { bare: true, authorization: `Bearer ${value}` },
    }));
}

function reEncoded({ access }: Person, cookies: readonly (readonly [string, string])[]): Variant[] {
  const tokens =
    access === undefined
      ? []
      : reEncodings(access).map(({ how, value }) => ({
          credential: `access token, ${how}`,
          overrides: { cookies: [], values: { access: value } },
        }));
  return [
    ...tokens,
    ...cookies.flatMap(([name, value]) =>
      reEncodings(value).map((one) => ({
        credential: `cookie ${name}, ${one.how}`,
        overrides: only([[name, one.value]]),
      })),
    ),
  ];
}

function only(cookies: readonly (readonly [string, string])[]): Overrides {
  return { bare: true, cookies };
}

/** An application may set a cookie of one name on two paths: they are told apart by nothing else. */
function distinct(variants: readonly Variant[]): Variant[] {
  return variants.filter(
    (one, at) => variants.findIndex(({ credential }) => credential === one.credential) === at,
  );
}
