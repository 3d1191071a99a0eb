import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Gate } from '../../../src/audit/network/gate.ts';
import { Secrets } from '../../../src/audit/secrets/secrets.ts';
import { Sender } from '../../../src/audit/network/sender.ts';
import type { Outgoing } from '../../../src/audit/network/wire.ts';

/** A sender, and a server that it sends to. */
export interface Rig extends AsyncDisposable {
  readonly sender: Sender;
  readonly gate: Gate;
  readonly secrets: Secrets;
  readonly server: Server;
  readonly ask: (path: string, more?: Partial<Outgoing>) => Outgoing;
}

/** The gate lets 20 requests through; `timeout` in ms. */
export async function rig(
  listener: RequestListener,
  signal = new AbortController().signal,
  timeout = 5_000,
): Promise<Rig> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gate = new Gate([], 20);
  const secrets = new Secrets();
  return {
    gate,
    secrets,
    server,
    sender: new Sender(gate, secrets, timeout, signal, () => undefined),
    ask: (path, more = {}) => ({
      method: 'GET',
      url: new URL(base + path),
      headers: [],
      body: undefined,
      ...more,
    }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
