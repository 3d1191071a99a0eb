import type { Curfew } from '../core/curfew.ts';
import { TokenInvalid } from '../core/errors.ts';
import type { Tokens } from '../core/login.ts';
import type { HttpOptions } from './authenticate.ts';
import { fieldsOf } from './body.ts';
import { refreshTokensIn } from './credentials.ts';
import { BadRequest } from './errors.ts';
import { json } from './headers.ts';
import { problem } from './problem.ts';
import type { Routes } from './route.ts';

/** `POST /refresh`. */
export function refreshRoute(curfew: Curfew, { cookies }: HttpOptions): Routes {
  async function refresh(request: Request): Promise<Response> {
    const fields = await fieldsOf(request);
    const cookie = cookies?.read(request.headers.get('cookie')).refreshToken;
    const given = [...refreshTokensIn(fields), ...(cookie === undefined ? [] : [cookie])];
    const [token, ...different] = new Set(given);
    if (token === undefined) throw new TokenInvalid('the request carries no refresh token');
    if (different.length > 0) throw new BadRequest('the request carries two different refresh tokens');
    try {
      return answer(await curfew.refresh(token));
    } catch (error) {
      const refusal = problem(error);
      if (refusal?.status !== 401) throw error;
      for (const one of cookies?.clear() ?? []) refusal.headers.append('set-cookie', one);
      return refusal;
    }
  }

  function answer(tokens: Tokens): Response {
    if (!cookies) return json(200, tokens);
    const { accessToken: _access, refreshToken: _refresh, ...rest } = tokens;
    const response = json(200, rest);
    for (const one of cookies.set(tokens)) response.headers.append('set-cookie', one);
    return response;
  }

  return { '/refresh': { POST: refresh } };
}
