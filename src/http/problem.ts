import { CurfewError } from '../core/errors.ts';
import { MethodRefused, NotRecorded } from './errors.ts';
import { json } from './headers.ts';

/** Seconds after which it is worth asking again. */
const RETRY_AFTER = '1';

/**
 * An error as an answer: `application/problem+json` (RFC 9457), with the challenge of RFC 6750, 3 and, for an
 * outage, `Retry-After`. Undefined for an error that is none of Curfew's.
 */
export function problem(error: unknown): Response | undefined {
  if (!(error instanceof CurfewError)) return undefined;
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  if (error.status === 401) headers.set('www-authenticate', challenge(error));
  if (error.status === 503) headers.set('retry-after', RETRY_AFTER);
  if (error instanceof MethodRefused) headers.set('allow', error.allow);
  const { help, name, status, code } = error;
  return json(status, { type: help, title: name, status, code, detail: detailOf(error) }, headers);
}

/** No error code when no credential was sent (RFC 6750, 3.1). */
function challenge(error: CurfewError): string {
  return error.code === 'ERR_NO_CREDENTIALS' ? 'Bearer' : 'Bearer error="invalid_token"';
}

/** What went wrong inside is for the operator: it may name files and hosts. */
function detailOf(error: CurfewError): string {
  if (error.status < 500 || error instanceof NotRecorded) return error.message;
  return error.status === 503 ? 'it cannot be told now: try again' : 'the server is not set up correctly';
}
