import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { connect } from './connection.ts';
import type { Admitted } from './gate.ts';

const at = (...addresses: string[]): Admitted => ({
  addresses: addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  loopback: true,
});

/** What comes of connecting to `host`, at the port where somebody listens on 127.0.0.1. */
async function outcome(host: string, admitted: Admitted): Promise<string> {
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const socket = await connect(new URL(`http://${host}:${port}/`), admitted, AbortSignal.timeout(5_000));
    socket.destroy();
    return `connected to ${socket.remoteAddress}`;
  } catch (error) {
    return String(error);
  } finally {
    server.close();
  }
}

it('goes to the address that was checked, and looks no name up again', async () => {
  expect(await outcome('no-such-host.invalid', at('127.0.0.1'))).toMatch(/^connected/);
});

it('tries each of the addresses that were checked', async () => {
  expect(await outcome('no-such-host.invalid', at('::1', '127.0.0.1'))).toMatch(/^connected/);
});

it('goes nowhere else, whatever the URL says', async () => {
  expect(await outcome('127.0.0.1', at('192.0.2.1'))).toContain(
    'another address than the one that was checked',
  );
  expect(await outcome('no-such-host.invalid', at())).toContain('no address');
});

it('gives up when it is told to', async () => {
  const reason = AbortSignal.abort(new Error('enough'));
  await expect(connect(new URL('http://127.0.0.1:9/'), at('127.0.0.1'), reason)).rejects.toThrow('enough');
});
