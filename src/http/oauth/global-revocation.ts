import type { Curfew } from '../../core/curfew.ts';
import { ConfigError, TokenInvalid } from '../../core/errors.ts';
import { isId } from '../../core/ids.ts';
import { isRecord } from '../../core/jws.ts';
import { objectOf } from '../body.ts';
import { BadRequest, CallerRefused, CredentialsMissing, SubjectKept, SubjectUnknown } from '../errors.ts';
import { NO_STORE_AT_ALL } from '../headers.ts';
import { recorded } from '../recorded.ts';

/** Whom a command names (RFC 9493). */
export type SubjectIdentifier =
  | { readonly format: 'opaque'; readonly id: string }
  | { readonly format: 'iss_sub'; readonly iss: string; readonly sub: string }
  | { readonly format: 'email'; readonly email: string };

/** Who sent a command. */
export interface Commander {
  /** The only tenant whose people they may log out; none for everybody's. */
  readonly tenant?: string;
}

/** Somebody whom a command names. */
export interface NamedSubject {
  /** As in `issue()`, or the `sub` of the tokens of `issuer`. */
  readonly subject: string;
  /** Default: this application. */
  readonly issuer?: string;
  /** Whose they are: a commander of a tenant may log out its people alone. */
  readonly tenant?: string;
}

/** Undefined or null is for what is not known, false for what is known and refused. */
type Answer<T> = T | undefined | null | false;

/** Switches on `POST /global-token-revocation` (draft-parecki-oauth-global-token-revocation-04). */
export interface GlobalRevocationOptions {
  /**
   * Who calls, by the credential in the request: undefined for nobody who is known (401), false for somebody who may
   * not do this (403).
   */
  authorize(request: Request): Answer<Commander> | Promise<Answer<Commander>>;
  /** Who is meant: undefined for nobody who is known (404), false for somebody who cannot be logged out (422). */
  subjectOf(
    id: SubjectIdentifier,
    commander: Commander,
  ): Answer<NamedSubject> | Promise<Answer<NamedSubject>>;
}

/**
 * Ends everything of a subject: all sessions, refresh tokens and access tokens that began before now, on every node.
 * Whoever it is has to prove again who they are.
 */
export function globalRevocation(
  curfew: Curfew,
  options: GlobalRevocationOptions,
): (request: Request) => Promise<Response> {
  for (const name of ['authorize', 'subjectOf'] as const) {
    if (typeof options[name] !== 'function')
      throw new ConfigError(`globalRevocation.${name} must be a function`);
  }
  return async (request) => {
    const commander = (await options.authorize(request.clone())) ?? undefined;
    if (commander === undefined && request.headers.has('authorization'))
      throw new TokenInvalid('the caller is not known');
    if (commander === undefined) throw new CredentialsMissing('the request carries no credential');
    if (commander === false) throw new CallerRefused('the caller may not revoke tokens');
    if (typeof commander !== 'object')
      throw new ConfigError('globalRevocation.authorize must answer an object: {} may log out everybody');
    const named = identifierOf(await objectOf(request));
    const found = (await options.subjectOf(named, commander)) ?? undefined;
    if (found === undefined) throw new SubjectUnknown('there is no such subject');
    if (found === false) throw new SubjectKept('this subject cannot be logged out');
    const { subject, issuer, tenant } = found;
    if (commander.tenant !== undefined && commander.tenant !== tenant)
      throw new CallerRefused('the caller may not revoke the tokens of this subject');
    const target = { subject, ...(issuer !== undefined && { issuer }) };
    await recorded(() => curfew.revoke(target, { reason: 'global token revocation' }));
    return new Response(null, { status: 204, headers: { 'cache-control': NO_STORE_AT_ALL } });
  };
}

/** The one subject that a body names. Throws `BadRequest` for another format, and for one that is not complete. */
function identifierOf(body: object): SubjectIdentifier {
  const id: unknown = 'sub_id' in body ? body.sub_id : undefined;
  if (!isRecord(id)) throw new BadRequest('sub_id is missing');
  const text = (name: string): string => {
    const value = id[name];
    if (isId(value, 1_024)) return value;
    throw new BadRequest(`sub_id has no usable ${name}`);
  };
  switch (text('format')) {
    case 'opaque':
      return { format: 'opaque', id: text('id') };
    case 'iss_sub':
      return { format: 'iss_sub', iss: text('iss'), sub: text('sub') };
    case 'email':
      return { format: 'email', email: text('email') };
    default:
      throw new BadRequest('sub_id is of a format that is not known: opaque, iss_sub and email are');
  }
}
