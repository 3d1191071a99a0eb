import type { Curfew } from '../../core/curfew.ts';
import { ConfigError } from '../../core/errors.ts';
import { authenticator, type HttpOptions } from '../../http/authenticate.ts';
import { answerTo } from '../answer-to.ts';
import { keptPrivate } from './private.ts';

export interface ProxyOptions extends HttpOptions {
  /** Paths that need no token, with all below them: `['/auth', '/about']`. Next's own assets are open, too. */
  readonly open?: readonly string[];
  /** Where a browser without a live token is sent when it asks for a page; open. Default: it is answered 401. */
  readonly signIn?: string;
}

/** What Next says of a URL: the path without the application's `basePath`. */
interface NextUrl {
  readonly pathname: string;
  readonly basePath?: string;
}

/**
 * Stands before the whole application: `export const proxy = createProxy(curfew, …)` in `proxy.ts`. What is not open needs
 * a live token, and no cache keeps it. Guard what the pages and actions do as well: a matcher is soon changed. Throws
 * `ConfigError` for an option that is no path.
 */
export function createProxy(
  curfew: Curfew,
  { open = [], signIn, ...options }: ProxyOptions = {},
): (request: Request & { readonly nextUrl?: NextUrl }) => Promise<Response | undefined> {
  const authenticate = authenticator(curfew, options);
  const own = [...open, ...(signIn === undefined ? [] : [signIn])].map(checked);
  const doors = ['/_next/static', '/_next/image', ...own];
  return async (request) => {
    const { pathname, basePath = '' }: NextUrl = request.nextUrl ?? new URL(request.url);
    if (doors.some((door) => pathname === door || pathname.startsWith(`${door}/`))) return undefined;
    try {
      await authenticate(request.method, request.headers);
      // What `NextResponse.next()` is. A page that Next has made before would else be kept for everybody.
      return keptPrivate(new Response(null, { headers: { 'x-middleware-next': '1' } }));
    } catch (error) {
      const answer = answerTo(error);
      const isPage = request.method === 'GET' && request.headers.get('accept')?.includes('text/html');
      if (answer.status !== 401 || signIn === undefined || !isPage) return answer;
      const location = new URL(basePath + signIn, request.url).href;
      return keptPrivate(new Response(null, { status: 307, headers: { location } }));
    }
  };
}

/** One that is empty would open everything, and one that ends in a slash nothing. */
function checked(path: string): string {
  if (path === '/' || /^(\/[^/?#]+)+$/.test(path)) return path;
  throw new ConfigError(
    `open and signIn are paths such as /login, without the basePath: not ${JSON.stringify(path)}`,
  );
}
