import { createHash } from 'node:crypto';
import type { OAuthClient } from '../../src/http/index.ts';
import type { TestApp } from '../support/app.ts';

/** Characters that have to be form-encoded before they go into a Basic header. */
export const SECRET = 'p+%:ä w/=&';

export const CLIENTS: readonly OAuthClient[] = [
  { id: 'web app:1', secret: SECRET },
  { id: 'hashed', secret: { sha256: createHash('sha256').update(SECRET).digest('hex') } },
  { id: 'spa' },
  { id: 'orders', secret: 'orders-secret', audience: 'orders' },
];

export function basic(id: string, secret: string): string {
  const form = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);
  return `Basic ${btoa(`${form(id)}:${form(secret)}`)}`;
}

/** Posts a form to an OAuth endpoint as a client. */
export function ask(
  app: TestApp,
  path: 'revoke' | 'introspect',
  form: Record<string, string> | string,
  authorization: string | undefined = basic('web app:1', SECRET),
): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' });
  if (authorization !== '') headers.set('authorization', authorization);
  return app.post(`/auth/${path}`, { headers, body: new URLSearchParams(form).toString() });
}
