import { CurfewError } from '../../core/errors.ts';
import { BadRequest } from '../errors.ts';
import { json } from '../headers.ts';

/** What a client is told that was not authenticated (RFC 6749, 5.2). */
const CHALLENGE = 'Basic realm="oauth", charset="UTF-8"';
/** Seconds after which it is worth asking again. */
const RETRY_AFTER = '1';

/** An error of the OAuth endpoints, which keep their own JSON (RFC 6749, 5.2). */
export class OAuthError extends Error {
  readonly status: number;
  readonly code: 'invalid_request' | 'invalid_client';

  constructor(status: number, code: OAuthError['code'], message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** An error as an answer; undefined for one that is not for the client. An outage decides nothing (RFC 7009, 2.2.1). */
export function oauthProblem(error: unknown): Response | undefined {
  if (error instanceof BadRequest) return answer(400, 'invalid_request', error.message);
  if (error instanceof OAuthError) {
    const { status, code, message } = error;
    return answer(status, code, message, {
      ...(status === 401 && { 'www-authenticate': CHALLENGE }),
      ...(status === 405 && { allow: 'POST' }),
    });
  }
  if (!(error instanceof CurfewError) || error.status !== 503) return undefined;
  const detail = 'it cannot be told or recorded now, the token is as alive as before: try again';
  return answer(503, 'temporarily_unavailable', detail, { 'retry-after': RETRY_AFTER });
}

function answer(
  status: number,
  error: string,
  description: string,
  headers: Record<string, string> = {},
): Response {
  // What RFC 6749 allows in a description.
  const text = description.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, "'");
  return json(status, { error, error_description: text }, headers);
}
