import type { IncomingMessage } from 'node:http';
import type { WebSocketAdapter } from '@nestjs/common';
import type { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { CurfewError } from '../../core/errors.ts';
import { isPublicClass } from './decorators.ts';
import { refuse, type Client, type Sockets } from './sockets.ts';

/** Where a gateway listens. */
interface Place {
  readonly port: number;
  readonly path?: string;
  readonly namespace?: string | RegExp;
}
type Connect = (client: Client, request?: IncomingMessage) => void;
/** As much of socket.io's server as is needed. */
interface Server {
  use?(middleware: (client: Client, next: (error?: Error) => void) => void): void;
}

/** Has every gateway's clients authenticated before the gateway sees them, whichever adapter the application uses. */
export function guardGateways(config: ApplicationConfig, modules: ModulesContainer, sockets: Sockets): void {
  const guarded = new WeakMap<WebSocketAdapter, WebSocketAdapter>();
  const original = config.getIoAdapter.bind(config);
  config.getIoAdapter = () => {
    // Nest has none until the first gateway is met.
    const adapter = original() as WebSocketAdapter | null;
    if (!adapter) return original();
    const known = guarded.get(adapter) ?? guarding(adapter, sockets, (place) => isOpen(place, modules));
    guarded.set(adapter, known);
    return known;
  };
}

/** `adapter`, except that who connects passes `sockets` first. */
function guarding(
  adapter: WebSocketAdapter,
  sockets: Sockets,
  open: (place: Place) => boolean,
): WebSocketAdapter {
  const places = new WeakMap<object, Place>();
  const methods: Partial<WebSocketAdapter> = {
    create(port, options: Omit<Place, 'port'> = {}) {
      const server = adapter.create(port, options) as object;
      places.set(server, { ...options, port });
      return server;
    },
    bindClientConnect(server: Server, connect: Connect) {
      const place = places.get(server);
      if (place && open(place)) return adapter.bindClientConnect(server, connect) as void;
      server.use?.(
        (client, next) =>
          void sockets.admit(client).then(
            () => next(),
            (error) => next(told(error)),
          ),
      );
      const admitting: Connect = (client, ...rest) => {
        // What it sends meanwhile must wait: nobody listens yet.
        client.pause?.();
        const opened = (): void => void ((client.readyState ?? 1) > 1 || connect(client, ...rest));
        void sockets
          .admit(client, ...rest)
          .then(opened, (error: unknown) => refuse(client, error))
          .finally(() => client.resume?.());
      };
      adapter.bindClientConnect(server, admitting);
    },
  };
  return new Proxy(adapter, {
    get(target, name: keyof WebSocketAdapter): unknown {
      const value: unknown = methods[name] ?? Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Whether every gateway that listens there is public. */
function isOpen(place: Place, modules: ModulesContainer): boolean {
  const there = [...modules.values()]
    .flatMap(({ providers }) => [...providers.values()])
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? [metatype] : []))
    .filter((type) => Reflect.hasMetadata('websockets:is_gateway', type) && isSame(place, placeOf(type)));
  return there.length > 0 && there.every(isPublicClass);
}

function placeOf(type: object): Place {
  const options = Reflect.getMetadata('websockets:gateway_options', type) as Omit<Place, 'port'> | undefined;
  return { ...options, port: (Reflect.getMetadata('port', type) as number | undefined) ?? 0 };
}

function isSame(one: Place, other: Place): boolean {
  const name = ({ namespace = '' }: Place): string => String(namespace).replace(/^\//, '');
  return one.port === other.port && one.path === other.path && name(one) === name(other);
}

/** An error as socket.io tells it to the client, in `connect_error`. */
function told(error: unknown): Error {
  const { code, status } = error instanceof CurfewError ? error : { code: 'ERR_UNEXPECTED', status: 500 };
  return Object.assign(new Error(code), { data: { code, status } });
}
