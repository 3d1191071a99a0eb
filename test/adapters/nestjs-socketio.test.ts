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
import { CurfewModule, CurrentAuth } from 'curfew/nestjs';
import type { Auth } from 'curfew';
import { node } from '../support/node.ts';
import { decorate, NestApp } from '../support/nest.ts';

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

it('guards gateways of socket.io by auth.token, in their namespaces', async () => {
  const curfew = await node();
  class Gateway {
    mine(auth?: Auth): string {
      return auth?.subject ?? 'nobody';
    }
  }
  WebSocketGateway({ namespace: 'live' })(Gateway);
  decorate(Gateway, 'mine', SubscribeMessage('mine'));
  CurrentAuth()(Gateway.prototype, 'mine', 0);
  await using app = await NestApp.start(
    'Express',
    { imports: [CurfewModule.forRoot({ curfew })], providers: [Gateway] },
    (nest) => void nest.useWebSocketAdapter(new SocketIoAdapter(nest)),
  );
  const connect = (auth: object): ClientSocket =>
    io(`${app.url}/live`, { auth, transports: ['websocket'], forceNew: true, reconnection: false });
  for (const [auth, code] of [
    [{}, 'ERR_NO_CREDENTIALS'],
    [{ token: 'garbage' }, 'ERR_TOKEN_INVALID'],
  ] as const) {
    const [error] = (await once(connect(auth) as never, 'connect_error')) as [Error & { data: object }];
    expect(error.data).toMatchObject({ code, status: 401 });
  }
  const { accessToken: token } = await curfew.issue({ subject: 'alice' });
  const client = connect({ token });
  expect(await client.emitWithAck('mine', {})).toBe('alice');
  const ended = once(client as never, 'disconnect');
  await app.post('/auth/logout', { token });
  expect((await ended)[0]).toBe('io server disconnect');
});
