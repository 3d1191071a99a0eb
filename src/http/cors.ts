/** How long a browser may remember what it was told, seconds: the most that Chromium keeps. */
const MAX_AGE = '7200';
/** What a page of another origin may set beside what any page may. */
const HEADERS = 'authorization, content-type';

/** Lets the pages of some origins call and read, with credentials (Fetch, 3.3). */
export interface Cors {
  /** The answer to a browser that asks what a page may send; undefined for all else, and for other origins. */
  preflight(request: Request, methods: readonly string[]): Response | undefined;
  /** `response`, which the page that sent `request` may read, if it is of such an origin. */
  shared(request: Request, response: Response): Response;
}

/** Each origin is named exactly, and named back: with credentials, no `*` would do. */
export function cors(origins: readonly string[]): Cors {
  function shared({ headers }: Request, response: Response): Response {
    if (origins.length === 0) return response;
    // For every origin: a cache must not give one the answer of another.
    const vary = response.headers.get('vary')?.split(/\s*,\s*/) ?? [];
    if (!vary.includes('Origin')) response.headers.append('vary', 'Origin');
    const origin = headers.get('origin');
    if (origin === null || !origins.includes(origin)) return response;
    response.headers.set('access-control-allow-origin', origin);
    response.headers.set('access-control-allow-credentials', 'true');
    return response;
  }

  return {
    preflight(request, methods) {
      const isOne = request.method === 'OPTIONS' && request.headers.has('access-control-request-method');
      if (!isOne || !origins.includes(request.headers.get('origin') ?? '')) return undefined;
      const headers = {
        'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers': HEADERS,
        'access-control-max-age': MAX_AGE,
      };
      return new Response(null, { status: 204, headers });
    },
    shared,
  };
}
