/**
 * A request to an application under test: a path (`'/me'`), with the method in front if it is another than GET
 * (`'POST /auth/logout'`); or what `fetch` takes: `['/me', { headers }]`, or a `Request`.
 */
export type AppRequest = string | readonly [input: string, init?: RequestInit] | Request;

/** How the application under test is reached: `fetch` with a base in front, `app.request` of Hono, `app.inject` in a wrapper. */
export type AppFetch = (input: string, init?: RequestInit) => Response | Promise<Response>;

/** A request that can be sent again and again, as it is or in another form. */
export interface Prepared {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
}

/** Reads a request, once: its body can then be sent as often as needed. Credentials of `own` go where it has none. */
export async function prepared(asked: AppRequest, own: Readonly<Record<string, string>>): Promise<Prepared> {
  if (asked instanceof Response) {
    throw new TypeError('a step answers the request to send, not what came of it: it is sent more than once');
  }
  const [input, init] = typeof asked === 'string' ? parsed(asked) : isPair(asked) ? asked : [asked];
  // A path alone is no URL to `Request`; what is sent is the path again.
  const request =
    typeof input === 'string' ? new Request(new URL(input, 'http://under.test'), init) : input.clone();
  const text = request.body === null ? undefined : await request.text();
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(own)) if (!headers.has(name)) headers.set(name, value);
  return {
    method: request.method,
    url: typeof input === 'string' ? input : input.url,
    headers: [...headers],
    body: text,
  };
}

/** Sends it, without following redirects: where a stranger is sent to tells them apart. */
export async function send(fetch: AppFetch, { method, url, headers, body }: Prepared): Promise<Response> {
  return fetch(url, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    redirect: 'manual',
    ...(body !== undefined && { body }),
  });
}

function parsed(text: string): [string, RequestInit] {
  const [, method = 'GET', url = text] = /^([A-Z]+) +(\S+)$/.exec(text) ?? [];
  return [url, { method }];
}

function isPair(asked: AppRequest): asked is readonly [string, RequestInit?] {
  return Array.isArray(asked);
}
