import { sessionCookies, type HttpOptions } from 'curfew/express';

/**
 * The tokens are in two cookies that no script can read, `__Host-curfew-demo` and `__Host-curfew-demo-refresh`.
 * Browsers keep `Secure` cookies of http://localhost too; Safari does not.
 *
 * The page cleans up by itself and shows what it does, so nothing is asked of the browser by `Clear-Site-Data`:
 * that would take the outbox, the log on the page and the choice between light and dark along.
 */
export const options = {
  cookies: sessionCookies({ name: 'curfew-demo' }),
  clearSiteData: [],
} satisfies HttpOptions;
