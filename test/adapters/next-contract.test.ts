import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { guard, handlers } from 'curfew/next';
import { adapterContract, type AdapterServer, type AdapterSetup } from 'curfew/testing';
import type next from 'next';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NextApp } from '../support/next.ts';
import { node } from '../support/node.ts';
import { rawRequest } from '../support/raw.ts';
import { listening } from './listening.ts';

type Handler = (request: Request, context: { params: Promise<{ curfew: string[] }> }) => unknown;

const ALL = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
/** The route handlers of the application under test, and the methods that each has. */
const ROUTES: Readonly<Record<string, readonly string[]>> = {
  login: ['POST'],
  public: ['GET'],
  'auth/[...curfew]': ALL,
  me: ALL,
  act: ['POST'],
  stream: ['GET'],
  broken: ['GET'],
};

/** What each route does, by its name: of the application that is served now. */
const now = globalThis as { handlersUnderTest?: Record<string, Handler> };

/** A module as Next wants it, which hands each request to the handler under test. */
function moduleOf([route, methods]: readonly [string, readonly string[]]): [string, string] {
  const exports = methods.map(
    (method) =>
      `export const ${method} = (...given) => globalThis.handlersUnderTest['${route}'](...given);\n`,
  );
  return [`app/${route}/route.js`, exports.join('')];
}

type CreateNext = typeof next.default;
// Its types say that it has a default export.
const createNext = createRequire(import.meta.url)('next') as CreateNext;

let app: NextApp;
let server: ReturnType<CreateNext>;

beforeAll(async () => {
  app = new NextApp(Object.fromEntries(Object.entries(ROUTES).map(moduleOf)));
  await app.build();
  server = createNext({ dir: app.folder, dev: false, quiet: true });
  await server.prepare();
}, 120_000);

afterAll(async () => {
  await server?.close();
  app?.[Symbol.dispose]();
});

describe('curfew/next', () => {
  adapterContract(it, serve);
});

it('answers a body that trickles, or breaks off, with 400 in time', async () => {
  await using curfew = await node();
  const { url, close } = await serve({ curfew, options: {}, parsed: false });
  const post = async (rest: string): Promise<number> => {
    const head =
      'POST /auth/logout HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json';
    return (await rawRequest(url, `${head}\r\n${rest}`)).status;
  };
  const statuses = await Promise.all([
    post('Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n'),
    post('Content-Length: 50\r\n\r\n{"refreshToken":'),
    post(`Content-Length: 200000\r\n\r\n${'x'.repeat(20_000)}`),
    post('Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n0\r\n\r\n'),
  ]);
  expect(statuses).toEqual([400, 400, 400, 400]);
  expect((await fetch(`${url}/auth/jwks.json`)).status, 'the server is as well as before').toBe(200);
  await close();
});

async function serve({ curfew, options }: AdapterSetup): Promise<AdapterServer> {
  const guarded = guard(curfew, options);
  const { GET: auth } = handlers(curfew, options);
  now.handlersUnderTest = {
    'auth/[...curfew]': auth,
    public: () => new Response('public'),
    async login(request) {
      const { subject } = (await request.json()) as { subject: string };
      const tokens = await curfew.issue({ subject });
      const response = Response.json(tokens);
      for (const one of options.cookies?.set(tokens) ?? []) response.headers.append('set-cookie', one);
      return response;
    },
    me: guarded((_request, { auth: { subject, session } }) =>
      Response.json({ subject, session }, { headers: { vary: 'Accept-Language' } }),
    ),
    act: guarded(async (request, { auth: { subject } }) =>
      Response.json({ subject, ...((await request.json()) as object) }),
    ),
    stream: guarded(
      (_request, { auth: { signal } }) =>
        new Response(
          new ReadableStream({
            start(to) {
              to.enqueue(new TextEncoder().encode('open\n'));
              signal.addEventListener('abort', () => to.close());
            },
          }),
        ),
    ),
    broken: guarded(() => {
      throw new Error('broken');
    }),
  };
  const handle = server.getRequestHandler();
  // Else Node would drop a second `Authorization` before Next, and so Curfew, can see it.
  return listening(createServer({ joinDuplicateHeaders: true }, (req, res) => void handle(req, res)));
}
