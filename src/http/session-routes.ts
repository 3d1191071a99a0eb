import type { Curfew } from '../core/curfew.ts';
import type { Authenticate } from './authenticate.ts';
import { SessionUnknown } from './errors.ts';
import { json } from './headers.ts';
import { byOwner } from './logout-routes.ts';
import { recorded } from './recorded.ts';
import type { Routes } from './route.ts';

/** `GET /session`, `GET /sessions`, `DELETE /sessions/:id`. */
export function sessionRoutes(curfew: Curfew, authenticate: Authenticate): Routes {
  const who = ({ method, headers }: Request): ReturnType<Authenticate> => authenticate(method, headers);

  async function current(request: Request): Promise<Response> {
    const { subject, session, issuer, expiresAt } = await who(request);
    const [open, ticket] = await Promise.all([curfew.sessions(subject, issuer), curfew.ticket(session)]);
    // It may have ended while the store was asked.
    if (ticket === undefined) await who(request);
    const refreshExpiresAt = open.find(({ id }) => id === session)?.expiresAt;
    // What is undefined is left out.
    return json(200, { session, subject, issuer, expiresAt, refreshExpiresAt, ticket });
  }

  async function list(request: Request): Promise<Response> {
    const { subject, session, issuer } = await who(request);
    const sessions = await curfew.sessions(subject, issuer);
    return json(200, { sessions: sessions.map((one) => ({ ...one, current: one.id === session })) });
  }

  async function end(request: Request, id: string): Promise<Response> {
    const { subject, issuer } = await who(request);
    const own = (await curfew.sessions(subject, issuer)).some((one) => one.id === id);
    if (!own) throw new SessionUnknown('there is no such session among yours');
    return json(200, await recorded(() => curfew.revoke({ session: id, issuer }, byOwner(subject))));
  }

  return {
    '/session': { GET: current },
    '/sessions': { GET: list },
    '/sessions/': { DELETE: end },
  };
}
