import type { Curfew } from '../core/curfew.ts';
import { ConfigError, StatementRefused, type Fault } from '../core/errors.ts';
import { checkEventRules, type EventRules } from '../core/trust/security-event.ts';
import { textOf } from './body.ts';
import { BadRequest } from './errors.ts';
import { json, NO_STORE } from './headers.ts';
import { isSameSecret } from './same-secret.ts';

/** What `POST /events` accepts. */
export interface EventOptions extends EventRules {
  /** The whole `Authorization` header that the stream was set up to send; default: none is asked for. */
  readonly authorization?: string;
}

/**
 * `POST /events`: takes one security event token (RFC 8935, 2). The answer is 202 once what it ends is dead everywhere,
 * 400 with `err` for what is refused, and 503 for what could not be recorded, so that it is sent again. Throws
 * `ConfigError` for options that are wrong.
 */
export function securityEvents(
  curfew: Curfew,
  options: EventOptions,
): (request: Request) => Promise<Response> {
  const { authorization, ...rules } = options;
  checkEventRules('events', rules);
  if (authorization !== undefined && (typeof authorization !== 'string' || authorization === ''))
    throw new ConfigError('events.authorization must be the whole value of the header');
  return async (request) => {
    try {
      await authenticate(request, authorization);
      const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
      if (type !== 'application/secevent+jwt')
        throw new BadRequest('the body must be application/secevent+jwt');
      await curfew.securityEvent((await textOf(request)).trim(), rules);
      return new Response(null, { status: 202, headers: { 'cache-control': NO_STORE } });
    } catch (error) {
      if (error instanceof StatementRefused) return refusal(error.fault, error.message);
      if (error instanceof BadRequest) return refusal('invalid_request', error.message);
      throw error;
    }
  };
}

async function authenticate(request: Request, expected: string | undefined): Promise<void> {
  if (expected === undefined) return;
  if (await isSameSecret(request.headers.get('authorization') ?? '', expected)) return;
  throw new StatementRefused('authentication_failed', 'the Authorization header is not that of the stream');
}

function refusal(err: Fault, description: string): Response {
  return json(400, { err, description }, { 'content-language': 'en' });
}
