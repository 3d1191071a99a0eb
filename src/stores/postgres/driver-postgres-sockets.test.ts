import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { driving } from '../../../test/support/postgres-driver.ts';

vi.setConfig({ testTimeout: 5_000 });

/** What `postgres` makes of its settings: it asks for its socket when it is asked itself. */
class Instance {
  goodbyes = 0;
  readonly settings: { socket(options: object): Promise<Socket> };
  #socket: Promise<Socket> | undefined;

  constructor(settings: object) {
    this.settings = settings as Instance['settings'];
  }

  async unsafe(): Promise<unknown> {
    await (this.#socket ??= this.settings.socket({}));
    return [];
  }

  async end(): Promise<void> {
    this.goodbyes += 1;
  }
}

const servers: Server[] = [];
const arrived: string[] = [];

/** Notes who arrives at it. */
async function serverAt(name: string, ...where: [string] | [number, string]): Promise<number> {
  const server = createServer((socket) => {
    arrived.push(name);
    socket.on('error', () => undefined).resume();
  });
  servers.push(server);
  if (where.length === 1) server.listen(where[0]);
  else server.listen(...where);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const ports: number[] = [];
const NAME = `curfew-${process.pid}.sock`;
const PATH = process.platform === 'win32' ? `\\\\.\\pipe\\${NAME}` : join(tmpdir(), NAME);
beforeAll(async () => {
  await serverAt('path', PATH);
  for (const name of ['one', 'two', 'three']) ports.push(await serverAt(name, 0, '127.0.0.1'));
});
afterAll(() => servers.forEach((server) => server.close()));

/** A socket that notes what is done to it. */
function socketOf(noted: string[]): Socket {
  const note = (what: string) => (): number => noted.push(what);
  return { ref: note('ref'), unref: note('unref'), destroy: note('destroy') } as unknown as Socket;
}

/** Where the next sockets of a driver lead to. */
async function ways(options: object, count: number): Promise<string[]> {
  const { driver, made } = driving(Instance, options);
  const connection = await driver.connect();
  arrived.length = 0;
  for (let nth = 0; nth < count; nth += 1) {
    const socket = await made[0]?.settings.socket({});
    await once(socket as Socket, 'connect');
    await vi.waitFor(() => expect(arrived).toHaveLength(nth + 1), { timeout: 5_000 });
    socket?.destroy();
  }
  connection.destroy();
  return [...arrived];
}

describe('a connection', () => {
  it('leads to one host after the other, as often as it is tried', async () => {
    const host = ['127.0.0.1', '127.0.0.1', '127.0.0.1'];
    expect(await ways({ host, port: ports, path: false }, 4)).toEqual(['one', 'two', 'three', 'one']);
    expect(await ways({ host: ['127.0.0.1'], port: ports.slice(1, 2), path: '' }, 2)).toEqual(['two', 'two']);
    expect(await ways({ host, port: ports.slice(0, 1) }, 2)).toEqual(['one', 'one']);
  });

  it('leads to a path, or where the application says', async () => {
    const host = ['127.0.0.1'];
    expect(await ways({ host, port: ports, path: PATH }, 1)).toEqual(['path']);
    const given: object[] = [];
    const socket = (options: object): Socket => {
      given.push(options);
      return connect(ports[1] ?? 0, '127.0.0.1');
    };
    expect(await ways({ host, port: ports, path: PATH, socket }, 1)).toEqual(['two']);
    expect(given).toEqual([{}]);
  });

  it('knows the name that the certificate of its server must have', async () => {
    for (const [host, names] of [
      [
        ['127.0.0.1', 'localhost', '::1'],
        [undefined, 'localhost', undefined, undefined],
      ],
      [[], ['localhost']],
    ] as const) {
      const { driver, made } = driving(Instance, { host, port: host.length > 0 ? ports : [] });
      await driver.connect();
      for (const name of names) {
        const socket = (await made[0]?.settings.socket({})) as Socket & { host?: string };
        socket.on('error', () => undefined).destroy();
        expect(socket.host).toBe(name);
      }
    }
  });

  it('keeps the process alive while it is used, and only then', async () => {
    const noted: string[] = [];
    const { driver, made } = driving(Instance, { socket: () => socketOf(noted) });
    // Before there is a socket, there is nothing to hold.
    (await driver.connect()).release();
    const connection = await driver.connect();
    await connection.query('SELECT 1');
    expect(noted).toEqual([]);
    connection.release();
    expect(noted).toEqual(['unref']);
    expect(await driver.connect()).toBe(connection);
    expect(noted).toEqual(['unref', 'ref']);
    await connection.listen('news', expect.fail, expect.fail);
    expect(noted).toEqual(['unref', 'ref', 'unref']);
    expect(made).toHaveLength(1);
  });

  it('hangs up at once, without a word, also when it had not connected yet', async () => {
    const noted: string[] = [];
    const { driver, made } = driving(Instance, { socket: () => socketOf(noted) });
    const connection = await driver.connect();
    await connection.query('SELECT 1');
    connection.destroy();
    expect(noted).toEqual(['destroy']);
    const slow = await driver.connect();
    const asking = slow.query('SELECT 1');
    slow.destroy();
    // Whoever made it would try again and again.
    await expect(asking).rejects.toThrow('given up');
    expect(noted).toEqual(['destroy', 'destroy']);
    expect(made.map(({ goodbyes }) => goodbyes)).toEqual([0, 0]);
  });

  it('leaves no socket behind when it says goodbye', async () => {
    const noted: string[] = [];
    const { driver, made } = driving(Instance, { socket: () => socketOf(noted) });
    const [connection, other] = [await driver.connect(), await driver.connect()];
    await connection.query('SELECT 1');
    connection.release();
    // This one never had a socket.
    other.release();
    await driver.close();
    expect(made.map(({ goodbyes }) => goodbyes)).toEqual([1, 1]);
    expect(noted).toEqual(['unref', 'destroy']);
  });
});
