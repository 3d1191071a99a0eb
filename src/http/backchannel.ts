import type { Curfew } from '../core/curfew.ts';
import { CurfewError, StatementRefused } from '../core/errors.ts';
import { checkLogoutRules, type LogoutRules } from '../core/trust/logout-token.ts';
import { fieldsOf } from './body.ts';
import { BadRequest } from './errors.ts';
import { json, NO_STORE_AT_ALL } from './headers.ts';

/** Seconds after which a provider that does so may send a logout again. */
const RETRY_AFTER = '1';

/**
 * `POST /backchannel-logout`: the receiver of OpenID Connect Back-Channel Logout 1.0. The answer is 200 once what the
 * logout token names is dead everywhere, and 400 for every failure (2.8): also for a logout that could not be recorded,
 * which the standard says in the same way. `error` tells them apart. Throws `ConfigError` for rules that are wrong.
 */
export function backchannelLogout(
  curfew: Curfew,
  rules: LogoutRules,
): (request: Request) => Promise<Response> {
  checkLogoutRules('backchannel', rules);
  return async (request) => {
    try {
      const token = (await fieldsOf(request)).get('logout_token');
      if (token === undefined) throw new BadRequest('the request carries no logout_token');
      await curfew.backchannelLogout(token, rules);
      return new Response(null, { status: 200, headers: { 'cache-control': NO_STORE_AT_ALL } });
    } catch (error) {
      return failed(error);
    }
  };
}

function failed(error: unknown): Response {
  const headers = new Headers({ 'cache-control': NO_STORE_AT_ALL });
  if (error instanceof StatementRefused || error instanceof BadRequest)
    return json(400, { error: 'invalid_request', error_description: error.message }, headers);
  if (!(error instanceof CurfewError) || error.status !== 503) throw error;
  headers.set('retry-after', RETRY_AFTER);
  const error_description = 'the logout could not be confirmed: nobody may rely on it yet';
  return json(400, { error: 'temporarily_unavailable', error_description }, headers);
}
