import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import axios, { type AxiosInstance } from 'axios';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { later } from '../../test/support/client/later.ts';
import { MemoryStorage } from '../../test/support/client/memory-storage.ts';
import { openSession } from '../../test/support/client/session.ts';
import { until } from '../../test/support/until.ts';
import type { ClientSession } from '../client/types.ts';
import { axiosGuard } from './index.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => unknown;

let session: ClientSession;
let api: AxiosInstance;
let url: string;
let eject: () => void;
/** What was asked: method, path, credentials and body. */
let asked: string[];
/** What the server answers, by path. */
let answers: Record<string, Answer>;
/** The tokens that it takes. */
let good: Set<string>;
const ended = vi.fn<(report: unknown) => void>();

const json = (response: ServerResponse, status: number, body: unknown = {}) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const guarded: Answer = (request, response, body) =>
  good.has(request.headers.authorization ?? '')
    ? json(response, 200, { by: request.headers.authorization, body })
    : json(response, 401, { error: 'invalid_token' });

/** Requests other than those of the session itself, when it ends. */
const own = () => asked.filter((line) => !line.startsWith('POST /auth/logout'));

beforeEach(async () => {
  [asked, good, answers] = [[], new Set(['Bearer at-1']), {}];
  answers['/me'] = guarded;
  answers['/auth/logout'] = (_request, response) => json(response, 200);
  answers['/auth/refresh'] = (_request, response) => {
    good = new Set(['Bearer at-2']);
    json(response, 200, { session: 'a', accessToken: 'at-2', refreshToken: 'rt-2' });
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const path = request.url ?? '';
    asked.push([request.method, path, request.headers.authorization ?? '-', body].join(' ').trim());
    (answers[path] ?? ((_r, to) => json(to, 404)))(request, response, body);
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubGlobal('localStorage', new MemoryStorage());
  ended.mockReset();
  session = openSession({ baseUrl: `${url}/auth`, onSignedOut: ended });
  session.start({ session: 'a', accessToken: 'at-1', refreshToken: 'rt-1', ticket: 'ti-1' });
  api = axios.create({ baseURL: url, timeout: 5_000 });
  eject = axiosGuard(session, api);
  return async () => {
    session.close();
    vi.unstubAllGlobals();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});

describe('the token', () => {
  it('goes with each request, in place of one that was left in the defaults', async () => {
    api.defaults.headers.common['Authorization'] = 'Bearer stale';
    const { data } = await api.post('/me', { tea: 2 });
    expect(data).toEqual({ by: 'Bearer at-1', body: '{"tea":2}' });
  });

  it('does not go to another origin, nor with what is skipped, nor when signed out', async () => {
    const elsewhere = url.replace('127.0.0.1', 'localhost');
    answers['/open'] = (_request, response) => json(response, 200);
    await api.get(`${elsewhere}/open`);
    await api.post('/auth/logout');
    await session.logout();
    await api.get('/open');
    expect(asked.filter((line) => line.includes('at-1'))).toEqual([]);
    expect(asked.filter((line) => line.startsWith('GET /open'))).toHaveLength(2);
  });

  it('does not go once the guard is off', async () => {
    eject();
    await expect(api.get('/me')).rejects.toMatchObject({ response: { status: 401 } });
    expect(asked).toEqual(['GET /me -']);
    expect(session.signedIn).toBe(true);
  });
});

describe('a 401', () => {
  beforeEach(() => good.clear());

  it('leads to one refresh and one retry, and interceptors see one answer', async () => {
    const seen = vi.fn<(response: { data: unknown }) => unknown>(({ data }) => data);
    api.interceptors.response.use(seen as never);
    const answer = await api.post('/me', { tea: 2 });
    expect(answer).toEqual({ by: 'Bearer at-2', body: '{"tea":2}' });
    expect(seen).toHaveBeenCalledTimes(1);
    expect(asked).toEqual([
      'POST /me Bearer at-1 {"tea":2}',
      'POST /auth/refresh - refreshToken=rt-1',
      'POST /me Bearer at-2 {"tea":2}',
    ]);
    expect(ended).not.toHaveBeenCalled();
  });

  it('of many requests leads to one refresh', async () => {
    await Promise.all(Array.from({ length: 5 }, () => api.get('/me')));
    expect(asked.filter((line) => line.includes('/auth/refresh'))).toHaveLength(1);
    expect(asked).toHaveLength(11);
  });

  it('that comes after another has refreshed leads to a retry alone', async () => {
    const gate = later<void>();
    answers['/slow'] = async (request, response) => {
      const [, sent] = (request.headers.authorization ?? '').split(' ');
      if (sent === 'at-1') await gate.promise;
      guarded(request, response, '');
    };
    const slow = api.get('/slow');
    await until(() => asked.length === 1);
    await api.get('/me');
    gate.resolve();
    expect((await slow).status).toBe(200);
    expect(asked.filter((line) => line.includes('/auth/refresh'))).toHaveLength(1);
  });

  it('after the refresh ends the session, and asks no more', async () => {
    answers['/me'] = (_request, response) => json(response, 401);
    await expect(api.get('/me')).rejects.toMatchObject({ name: 'CanceledError' });
    await until(() => ended.mock.calls.length === 1);
    expect(own()).toEqual([
      'GET /me Bearer at-1',
      'POST /auth/refresh - refreshToken=rt-1',
      'GET /me Bearer at-2',
    ]);
    expect(session.signedIn).toBe(false);
  });

  it('of the refresh ends the session, and asks no more', async () => {
    answers['/auth/refresh'] = (_request, response) => json(response, 401);
    const flights = await Promise.allSettled([api.get('/me'), api.get('/me')]);
    expect(flights.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await until(() => ended.mock.calls.length === 1);
    expect(own().filter((line) => line.startsWith('POST'))).toHaveLength(1);
    expect(own()).toHaveLength(3);
    expect(session.signedIn).toBe(false);
  });

  it('of the logout is not met with a refresh: one request, of an application that logs out by itself', async () => {
    answers['/auth/logout'] = (_request, response) => json(response, 401);
    await expect(api.post('/auth/logout')).rejects.toMatchObject({ response: { status: 401 } });
    expect(asked).toEqual(['POST /auth/logout -']);
    expect(session.signedIn).toBe(true);
  });

  it('of the logout and of the refresh lead to two requests at most', async () => {
    answers['/auth/logout'] = (_request, response) => json(response, 401);
    answers['/auth/refresh'] = (_request, response) => json(response, 401);
    axiosGuard(session, api, { skip: (path) => path.endsWith('/refresh') });
    eject();
    await expect(api.post('/auth/logout')).rejects.toMatchObject({ name: 'CanceledError' });
    await until(() => ended.mock.calls.length === 1);
    expect(asked).toEqual(['POST /auth/logout Bearer at-1', 'POST /auth/refresh - refreshToken=rt-1']);
  });

  it('while the refresh cannot be had ends nothing', async () => {
    answers['/auth/refresh'] = (_request, response) => json(response, 503);
    await expect(api.get('/me')).rejects.toMatchObject({ response: { status: 401 } });
    expect(asked).toHaveLength(2);
    expect(session.signedIn).toBe(true);
    expect(ended).not.toHaveBeenCalled();
  });

  it('that the request takes for an answer is refreshed too', async () => {
    const { status } = await api.get('/me', { validateStatus: () => true });
    expect(status).toBe(200);
  });

  it('means nothing to who is signed out, or from another origin', async () => {
    const elsewhere = url.replace('127.0.0.1', 'localhost');
    await expect(api.get(`${elsewhere}/me`)).rejects.toMatchObject({ response: { status: 401 } });
    expect(session.signedIn).toBe(true);
    await session.logout();
    await expect(api.get('/me')).rejects.toMatchObject({ response: { status: 401 } });
    expect(asked.filter((line) => line.includes('refresh'))).toEqual([]);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('is met once although the configuration of its answer is sent again', async () => {
    answers['/auth/refresh'] = (_request, response) => json(response, 503);
    const error: unknown = await api.get('/me').catch((reason: unknown) => reason);
    asked.length = 0;
    if (!axios.isAxiosError(error) || !error.config) throw error;
    await expect(api.request(error.config)).rejects.toMatchObject({ response: { status: 401 } });
    expect(asked).toHaveLength(2);
  });

  it('is met in cookie mode, with cookies', async () => {
    await session.logout();
    session.start({ session: 'b' });
    asked.length = 0;
    answers['/auth/refresh'] = (_request, response) => {
      answers['/me'] = (_again, to) => json(to, 200);
      json(response, 200, { session: 'b' });
    };
    const { status, config } = await api.get('/me');
    expect([status, config.withCredentials]).toEqual([200, true]);
    expect(asked).toEqual(['GET /me -', 'POST /auth/refresh -', 'GET /me -']);
  });
});

describe('the sign-out', () => {
  it('cancels what is in flight, wherever it goes, and what answers late all the same', async () => {
    answers['/slow'] = () => undefined;
    const deaf = later<never>();
    const flights = [
      api.get('/slow'),
      api.get(url.replace('127.0.0.1', 'localhost') + '/slow'),
      api.get('/deaf', { adapter: () => deaf.promise }),
      api.get('/slow', { signal: new AbortController().signal }),
    ];
    const outcome = Promise.allSettled(flights);
    await until(() => asked.length === 3);
    await session.logout();
    deaf.resolve({ status: 200, data: 'alice@people.test', headers: {}, config: {} } as never);
    for (const one of await outcome) expect(one).toMatchObject({ reason: { code: 'ERR_CANCELED' } });
  });

  it('leaves the signal of the request itself alone', async () => {
    answers['/slow'] = () => undefined;
    const controller = new AbortController();
    const flight = api.get('/slow', { signal: controller.signal });
    const outcome = Promise.allSettled([flight]);
    await until(() => asked.length === 1);
    controller.abort();
    expect(await outcome).toMatchObject([{ reason: { code: 'ERR_CANCELED' } }]);
    expect(session.signedIn).toBe(true);
    expect((await api.get('/me')).status).toBe(200);
  });
});
