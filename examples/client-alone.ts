/**
 * The browser's client on a server without Curfew: any logout, any refresh, any question who is signed in. This one has
 * its session in a cookie, as most have.
 */
import { createSession, safeUrl, type ClientSession, type SignIn } from 'curfew/client';
import { webStorage } from 'curfew/purge';

export function createApp(): ClientSession {
  // #region session
  const session = createSession({
    logoutUrl: '/api/sign-out',
    check: '/api/whoami', // 200 or 401; false when there is none
    refresh: async ({ signal }) => {
      const response = await fetch('/api/renew', { method: 'POST', signal });
      if (response.status === 401) return undefined; // it is over
      if (!response.ok) throw new Error('cannot tell');
      return (await response.json()) as SignIn;
    },
    onSignedOut: () => location.replace(safeUrl('/')),
  });
  // #endregion
  session.clears(webStorage({ local: ['app.'] }));
  return session;
}
