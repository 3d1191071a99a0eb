import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Plan } from '../../../src/audit/plan.ts';
import type { Certificate } from '../../support/browser/certificate.ts';

export const EMAIL = 'carol@shop.example';
const PASSWORD = 'never-in-a-report';

/** What one shop does in its own way. Functions are told the session's id and whose it is. */
export interface Habits {
  /** What a login sets; one cookie `sid` when undefined. */
  readonly sets?: (sid: string) => readonly string[];
  /** What a logout sets; that cookie cleared when undefined. */
  readonly clears?: (sid: string) => readonly string[];
  /** What it serves HTTPS with, if it does. */
  readonly certificate?: Certificate;
  /** Whether a logout ends the session at the server; true when undefined. */
  readonly ends?: boolean;
  /** The status of a logout; 204 when undefined. */
  readonly logout?: number;
  /** Other paths, or these in another way: the answer is a page, or JSON. */
  readonly pages?: Readonly<Record<string, (email: string | undefined, request: IncomingMessage) => Page>>;
}

export interface Page {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | object;
}

export interface Shop extends AsyncDisposable {
  readonly base: string;
  /** `GET /me`, in order. */
  readonly asked: readonly string[];
}

/** A small shop with sessions in a cookie: a login, `/me` as JSON, a logout, and pages. */
export async function shop(habits: Habits = {}): Promise<Shop> {
  const sessions = new Set<string>();
  const asked: string[] = [];
  const heard = (request: IncomingMessage, response: ServerResponse): void => {
    asked.push(`${request.method} ${request.url}`);
    request.resume().once('end', () => answer(habits, sessions, request, response));
  };
  const { certificate } = habits;
  const server = certificate ? createSecureServer(certificate, heard) : createServer(heard);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `${certificate ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(
  { sets, clears, ends = true, logout = 204, pages = {} }: Habits,
  sessions: Set<string>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const sent = `${request.headers.cookie ?? ''} ${request.headers.authorization ?? ''}`;
  const sid = [...sessions].find((one) => sent.includes(one)) ?? '';
  const email = sid === '' ? undefined : EMAIL;
  const page = pages[path];
  if (page) {
    const { status = 200, headers = {}, body } = page(email, request);
    const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json';
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  } else if (path === '/login') {
    const fresh = randomBytes(24).toString('base64url');
    sessions.add(fresh);
    response.setHeader('set-cookie', [
      ...(sets?.(fresh) ?? [`sid=${fresh}; Path=/; HttpOnly; SameSite=Lax`]),
    ]);
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ access: fresh }));
  } else if (path === '/logout') {
    if (ends && logout < 400) sessions.delete(sid);
    response.setHeader('set-cookie', [...(clears?.(sid) ?? ['sid=; Path=/; Max-Age=0; HttpOnly'])]);
    response.writeHead(logout).end();
  } else if (path === '/me') {
    response.writeHead(email === undefined ? 401 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(email === undefined ? { error: 'nobody' } : { email }));
  } else {
    response.writeHead(404).end();
  }
}

/** How to sign in and out of it. */
export function planOf({ base }: Shop, changes: Partial<Plan> = {}): Plan {
  return {
    bases: [base],
    login: [{ method: 'POST', url: '/login', headers: [], body: '' }],
    capture: [],
    me: { method: 'GET', url: '/me', headers: [] },
    canary: EMAIL,
    logout: { method: 'POST', url: '/logout', headers: [] },
    sockets: [],
    budget: { access: 0, refresh: 0, scope: 'device', patience: 1_000 },
    variables: { password: PASSWORD },
    guesses: [],
    ...changes,
  };
}
