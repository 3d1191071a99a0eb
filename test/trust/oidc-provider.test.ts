import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { guard, routes } from '../../src/adapters/express.ts';
import { CurfewModule } from '../../src/adapters/nestjs/index.ts';
import { guard as guardSockets } from '../../src/adapters/ws.ts';
import {
  ALLOW_KEYS_FROM_A_PRIVATE_NETWORK,
  createCurfew,
  type Curfew,
  type LogoutRules,
} from '../../src/index.ts';
import { sqlite } from '../../src/stores/sqlite/index.ts';
import { controller, NestApp } from '../support/nest.ts';
import { OpenIdProvider } from '../support/oidc-provider.ts';
import { temporaryFolder } from '../support/processes.ts';

/** One node: an Express application with a stream and sockets, over a store that it shares. */
class Api implements AsyncDisposable {
  readonly server: Server = createServer();
  curfew: Curfew | undefined;

  static async listen(): Promise<Api> {
    const api = new Api();
    api.server.listen(0, '127.0.0.1');
    await once(api.server, 'listening');
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  serve(curfew: Curfew, backchannel: LogoutRules): void {
    this.curfew = curfew;
    const app = express();
    app.use('/auth', routes(curfew, { backchannel }));
    app.use(guard(curfew));
    app.get('/me', (request, response) => void response.json({ sub: request.auth.subject }));
    app.get('/events', (request, response) => {
      response.set('content-type', 'text/event-stream').flushHeaders();
      request.auth.signal.addEventListener('abort', () => response.end(), { once: true });
    });
    this.server.on('request', app);
    this.server.on('upgrade', guardSockets(curfew, new WebSocketServer({ noServer: true })));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.curfew?.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** How long this process, in which all of it runs, had to stand still at a time: a busy machine's doing, ms. */
class Stalls implements Disposable {
  longest = 0;
  #last = performance.now();
  readonly #timer = setInterval(() => {
    const now = performance.now();
    this.longest = Math.max(this.longest, now - this.#last);
    this.#last = now;
  }, 5);

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

async function status(url: string, token: string): Promise<number> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  await answer.text();
  return answer.status;
}

async function socket(api: Api, token: string): Promise<WebSocket> {
  const one = new WebSocket(api.url.replace('http', 'ws'), { headers: { authorization: `Bearer ${token}` } });
  await once(one, 'open');
  return one;
}

it.each([
  ['whose access tokens carry a sid', true, 'session'],
  ['whose access tokens carry none', false, 'subject'],
] as const)(
  'ends the API tokens, streams and sockets of who logs out at a real oidc-provider %s',
  { timeout: 60_000 },
  async (_what, hasSid, ends) => {
    using folder = temporaryFolder();
    await using a = await Api.listen();
    await using b = await Api.listen();
    await using provider = await OpenIdProvider.start(`${a.url}/auth/backchannel-logout`, hasSid);
    const node = (): Curfew =>
      createCurfew({
        store: sqlite(`${folder.path}/app.db`),
        trust: [
          {
            issuer: provider.issuer,
            audience: provider.audience,
            jwks: `${provider.issuer}/jwks`,
            [ALLOW_KEYS_FROM_A_PRIVATE_NETWORK]: true,
          },
        ],
      });
    const backchannel: LogoutRules = { audience: provider.client, requireTyp: 'strict', ends };
    a.serve(node(), backchannel);
    b.serve(node(), backchannel);
    class Me {
      me(): string {
        return 'me';
      }
    }
    const curfew = node();
    await using nest = await NestApp.start('Express', {
      imports: [CurfewModule.forRoot({ curfew })],
      controllers: [controller('', Me)],
    });
    const urls = [`${a.url}/me`, `${b.url}/me`, `${nest.url}/me`];

    const browsers = [provider.browser(), provider.browser(), provider.browser()] as const;
    const alice = await browsers[0].login('alice');
    const phone = await browsers[1].login('alice');
    const bob = await browsers[2].login('bob');
    const statuses = (token: string): Promise<number[]> => Promise.all(urls.map((url) => status(url, token)));
    for (const { accessToken } of [alice, phone, bob])
      expect(await statuses(accessToken)).toEqual([200, 200, 200]);

    const stays = await socket(b, bob.accessToken);
    const sockets = [await socket(a, alice.accessToken), await socket(b, alice.accessToken)];
    const stream = await fetch(`${b.url}/events`, {
      headers: { authorization: `Bearer ${alice.accessToken}` },
    });
    let answered = Infinity;
    const closed = sockets.map(async (one) => {
      const [code] = (await once(one, 'close')) as [number];
      return { code, at: performance.now() };
    });
    const over = stream.text().then(() => performance.now());
    using stalls = new Stalls();
    const started = performance.now();
    await browsers[0].logout(alice.idToken);
    answered = performance.now();
    expect(await statuses(alice.accessToken), 'the very next request').toEqual([401, 401, 401]);
    expect(provider.calls).toEqual(['success']);

    const ended = [...(await Promise.all(closed)).map(({ at }) => at), await over];
    for (const { code } of await Promise.all(closed)) expect(code).toBe(4401);
    const lag = Math.max(...ended) - answered;
    console.log(
      `logout took ${Math.round(answered - started)} ms; sockets closed ${Math.round(lag)} ms after it`,
    );
    expect(lag, 'but for what a machine that is busy takes').toBeLessThan(200 + stalls.longest);
    const others = hasSid ? [phone, bob] : [bob];
    for (const { accessToken } of others) expect(await statuses(accessToken)).toEqual([200, 200, 200]);
    expect(stays.readyState).toBe(WebSocket.OPEN);
    stays.terminate();

    const again = await browsers[0].login('alice');
    if (hasSid) expect(await statuses(again.accessToken)).toEqual([200, 200, 200]);
    await curfew.close();
  },
);
