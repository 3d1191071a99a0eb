import type { Curfew } from '../../core/curfew.ts';
import { authenticator, type HttpOptions } from '../../http/authenticate.ts';
import { answerTo, keptPrivate } from './answers.ts';

export interface ProxyOptions extends HttpOptions {
  /** Paths that need no token, with all below them: `['/auth', '/about']`. Next's own assets are open, too. */
  readonly open?: readonly string[];
  /** Where a browser without a live token is sent when it asks for a page; open. Default: it is answered 401. */
  readonly signIn?: string;
}

/**
 * Stands before the whole application: `export const proxy = createProxy(curfew, …)` in `proxy.ts`. What is not open needs
 * a live token. Guard what the pages and actions do as well: a matcher is soon changed.
 */
export function createProxy(
  curfew: Curfew,
  { open = [], signIn, ...options }: ProxyOptions = {},
): (request: Request) => Promise<Response | undefined> {
  const authenticate = authenticator(curfew, options);
  const doors = ['/_next/static', '/_next/image', ...open, ...(signIn === undefined ? [] : [signIn])];
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (doors.some((door) => pathname === door || pathname.startsWith(`${door}/`))) return undefined;
    try {
      await authenticate(request.method, request.headers);
      return undefined;
    } catch (error) {
      const answer = answerTo(error);
      const isPage = request.method === 'GET' && request.headers.get('accept')?.includes('text/html');
      if (answer.status !== 401 || signIn === undefined || !isPage) return answer;
      const location = new URL(signIn, request.url).href;
      return keptPrivate(new Response(null, { status: 307, headers: { location } }));
    }
  };
}
