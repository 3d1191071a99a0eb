import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import {
  AbstractWsAdapter,
  SubscribeMessage,
  WebSocketGateway,
  type MessageMappingProperties,
} from '@nestjs/websockets';
import { from, mergeAll, type Observable } from 'rxjs';
import { Server, type Socket } from 'socket.io';
import { io, type Socket as ClientSocket } from 'socket.io-client';
import { expect, it } from 'vitest';
import { CurfewModule, CurrentAuth, sessionCookies } from 'curfew/nestjs';
import type { Auth } from 'curfew';
import { node } from '../support/node.ts';
import { decorate, NestApp, platforms } from '../support/nest.ts';

/** The heart of @nestjs/platform-socket.io. */
class SocketIoAdapter extends AbstractWsAdapter {
  readonly #io: Server;

  constructor(app: INestApplication) {
    super(app);
    this.#io = new Server(app.getHttpServer() as HttpServer);
  }

  create(_port: number, { namespace }: { namespace?: string } = {}): Server {
    return (namespace === undefined ? this.#io : this.#io.of(namespace)) as Server;
  }

  bindMessageHandlers(
    client: Socket,
    handlers: MessageMappingProperties[],
    transform: (data: unknown) => Observable<unknown>,
  ): void {
    for (const { message, callback } of handlers) {
      client.on(message as string, (data: unknown, ack: (answer: unknown) => void) => {
        from(Promise.resolve(transform(callback(data))))
          .pipe(mergeAll())
          .subscribe(ack);
      });
    }
  }
}

it.each(platforms)(
  'guards gateways of socket.io by auth.token, in their namespaces: %s',
  async (platform) => {
    await using curfew = await node();
    const cookies = sessionCookies();
    class Gateway {
      mine(auth?: Auth): string {
        return auth?.subject ?? 'nobody';
      }
    }
    WebSocketGateway({ namespace: 'live' })(Gateway);
    decorate(Gateway, 'mine', SubscribeMessage('mine'));
    CurrentAuth()(Gateway.prototype, 'mine', 0);
    await using app = await NestApp.start(
      platform,
      { imports: [CurfewModule.forRoot({ curfew, http: { cookies } })], providers: [Gateway] },
      (nest) => void nest.useWebSocketAdapter(new SocketIoAdapter(nest)),
    );
    const connect = (auth: object, extraHeaders = {}, transports = ['websocket']): ClientSocket =>
      io(`${app.url}/live`, { auth, extraHeaders, transports, forceNew: true, reconnection: false });
    const refused = async (socket: ClientSocket): Promise<object> => {
      const [error] = (await once(socket as never, 'connect_error')) as [Error & { data: object }];
      socket.close();
      return error.data;
    };
    expect(await refused(connect({}))).toEqual({ code: 'ERR_NO_CREDENTIALS', status: 401 });
    expect(await refused(connect({ token: 'garbage' }))).toEqual({ code: 'ERR_TOKEN_INVALID', status: 401 });
    const tokens = await curfew.issue({ subject: 'alice' });
    const cookie = cookies.set(tokens)[0]?.split(';', 1)[0] ?? '';
    // The page of another site; without a WebSocket it sends plain requests.
    for (const transports of [['websocket'], ['polling']]) {
      const forged = connect({}, { cookie, origin: 'https://evil.example' }, transports);
      expect(await refused(forged)).toEqual({ code: 'ERR_CROSS_SITE', status: 403 });
    }
    const { accessToken: token } = tokens;
    const client = connect({ token });
    expect(await client.emitWithAck('mine', {})).toBe('alice');
    const ended = once(client as never, 'disconnect');
    await app.post('/auth/logout', { token });
    expect((await ended)[0]).toBe('io server disconnect');
  },
);
