/** Enough of a request's headers: a doubled header is joined with commas, as by `Headers`. */
export interface HeaderReader {
  get(name: string): string | null;
}

/** For what only its owner may see (RFC 9111, 5.2.2.5). */
export const NO_STORE = 'no-store';
/** For the answer to a logout; older caches want all three. */
export const NO_STORE_AT_ALL = 'no-cache, no-store, must-revalidate';
/** What the answer of a protected route depends on. */
export const VARY_CREDENTIALS = 'Authorization, Cookie';
/** What the answer of a route depends on that refuses other sites' requests. */
const VARY_ORIGIN = 'Authorization, Cookie, Origin, Sec-Fetch-Site';

export function json(
  status: number,
  body: unknown,
  headers: Headers | Record<string, string> = {},
): Response {
  const response = new Response(JSON.stringify(body), { status, headers });
  if (!response.headers.has('content-type')) response.headers.set('content-type', 'application/json');
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', NO_STORE);
  if (!response.headers.has('vary')) response.headers.set('vary', VARY_ORIGIN);
  return response;
}
