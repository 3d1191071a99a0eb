import { createServer, Server, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Running } from '../target.ts';

/** A framework's handler; what it returns is for nobody. */
type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** What `start` of a target answers. */
export function running(base: string, stop: () => Promise<void>, bases?: readonly string[]): Running {
  let stopped: Promise<void> | undefined;
  const once = (): Promise<void> => (stopped ??= stop());
  return { base, ...(bases && { bases }), stop: once, [Symbol.asyncDispose]: once };
}

/** A server of this process on a free port of 127.0.0.1; `ended` runs after it has stopped. */
export async function served(
  app: Listener | Server,
  ended: () => unknown = () => undefined,
): Promise<Running> {
  const server =
    app instanceof Server ? app : createServer((request, response) => void app(request, response));
  // Also those that have become WebSockets, of which the server no longer knows.
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return running(`http://127.0.0.1:${port}`, async () => {
    for (const socket of connections) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    await ended();
  });
}

/** Several nodes of one application. The first is its base. */
export async function cluster(nodes: readonly Listener[]): Promise<Running> {
  const all = await Promise.all(nodes.map((node) => served(node)));
  const [base = ''] = all.map((one) => one.base);
  const stop = async (): Promise<void> => void (await Promise.all(all.map((one) => one.stop())));
  return running(
    base,
    stop,
    all.map((one) => one.base),
  );
}
