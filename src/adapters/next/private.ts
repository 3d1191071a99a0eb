import { NO_STORE, VARY_CREDENTIALS } from '../../http/headers.ts';

/** What only its owner may see: no cache keeps it, unless the handler has said otherwise. */
export function keptPrivate(response: Response): Response {
  // The headers of an answer that was fetched cannot be changed.
  const answer = new Response(response.body, response);
  if (!answer.headers.has('cache-control')) answer.headers.set('cache-control', NO_STORE);
  answer.headers.append('vary', VARY_CREDENTIALS);
  return answer;
}
