import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, it } from 'vitest';
import { requestsOfHar } from '../../src/audit/setup/har.ts';
import { draftOfRecording } from '../../src/audit/setup/recording.ts';
import { setUp } from '../../src/audit/setup/set-up.ts';

/** Cookies sign in; the login also tells something with dots in it, and a page that is there before listens to events without end. */
function shop(): express.Express {
  const app = express();
  const open = new Set<string>();
  let last = 0;
  app.use(express.json());
  app.get('/', (_req, res) => void res.type('html').send('<p>Sign in'));
  app.get('/events', (_req, res) => void res.type('text/event-stream').write(': here\n\n'));
  app.post('/login', (req, res) => {
    if (req.body.password !== 'correct-horse') {
      res.sendStatus(401);
      return;
    }
    const sid = `session-number-${(last += 1)}`;
    open.add(sid);
    res
      .cookie('sid', sid, { httpOnly: true })
      .json({ tokenType: 'Bearer', ticket: `${sid}.outcome.c2VhbGVk` });
  });
  const sidOf = (cookies = ''): string => /sid=([^;]*)/.exec(cookies)?.[1] ?? '';
  app.get('/desk', (req, res) => {
    // A credential that is none is refused, whatever comes beside it.
    const isIn = req.headers.authorization === undefined && open.has(sidOf(req.headers.cookie));
    if (isIn) res.json({ user: 'alice', mail: 'alice@example.org' });
    else res.sendStatus(401);
  });
  app.post('/logout', (req, res) => {
    open.delete(sidOf(req.headers.cookie));
    res.clearCookie('sid').sendStatus(204);
  });
  return app;
}

interface Asked {
  readonly status?: number;
  readonly type?: string;
  readonly body?: object;
  readonly answer?: string;
  readonly cookie?: string;
}

function entry(method: string, url: string, asked: Asked = {}): object {
  const { status = 200, type = 'application/json', body, answer = '', cookie } = asked;
  const json = { mimeType: 'application/json', text: JSON.stringify(body) };
  const headers = cookie === undefined ? [] : [{ name: 'Cookie', value: cookie }];
  return {
    request: { method, url, headers, cookies: [], queryString: [], ...(body && { postData: json }) },
    response: {
      status,
      headers: [{ name: 'Content-Type', value: type }],
      cookies: [],
      content: { mimeType: type, text: answer },
    },
  };
}

it('is set up by a HAR alone, where a page listens to events and the login tells what only looks like a token', async () => {
  const server = shop().listen(0, '127.0.0.1');
  await once(server, 'listening');
  await using _ = {
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const events = { type: 'text/event-stream; charset=utf-8' };
  const entries = [
    entry('GET', `${origin}/`, { type: 'text/html' }),
    entry('GET', `${origin}/events`, events),
    entry('POST', `${origin}/login`, {
      body: { username: 'alice', password: 'correct-horse' },
      answer: '{"tokenType":"Bearer","ticket":"session-number-0.outcome.c2VhbGVk"}',
    }),
    entry('GET', `${origin}/events`, { ...events, cookie: 'sid=session-number-0' }),
    entry('GET', `${origin}/desk`, { answer: '{"user":"alice"}', cookie: 'sid=session-number-0' }),
    entry('POST', `${origin}/logout`, { status: 204, cookie: 'sid=session-number-0' }),
  ];
  const text = JSON.stringify({ log: { version: '1.2', entries } });
  const { pages, me } = draftOfRecording(requestsOfHar(text, 'a.har'), 'a.har');
  expect([pages, me.map(({ step }) => step.url)]).toEqual([[`${origin}/`], [`${origin}/desk`]]);

  const plan = await setUp(
    { source: { kind: 'har', name: 'a.har', text }, bases: [], env: {} },
    {
      allowHosts: [],
      maxRequests: 200,
      signal: AbortSignal.timeout(20_000),
      tell: () => undefined,
      counted: () => undefined,
      confirm: async () => undefined,
    },
  );
  expect(plan.me).toMatchObject({ method: 'GET', url: '/desk' });
  expect(JSON.stringify(plan.me)).not.toContain('{access}');
  expect(plan.logout).toMatchObject({ method: 'POST', url: '/logout' });
});
