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

/** A JSON answer that nobody keeps, unless `given` says otherwise. */
export function json(status: number, body: unknown, given: Headers | Record<string, string> = {}): Response {
  const headers = new Headers({
    'content-type': 'application/json',
    'cache-control': NO_STORE,
    vary: VARY_ORIGIN,
  });
  for (const [name, value] of new Headers(given)) headers.set(name, value);
  return new Response(JSON.stringify(body), { status, headers });
}
