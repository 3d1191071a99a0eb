import { expect, it, vi } from 'vitest';
import { standTimeStill } from '../../../test/support/still-time.ts';
import { StoreUnavailable } from '../../core/errors.ts';
import type { Connection, Driver, Rows } from './connection.ts';
import { Reader } from './reader.ts';

standTimeStill();

const FOREVER = new Promise<never>(() => undefined);
const BEGIN = 'BEGIN READ ONLY; SET LOCAL statement_timeout = 2000; SET LOCAL lock_timeout = 500';

/** A server that answers as the test says, and what is asked of it over which connection. */
class Server implements Driver {
  readonly noted: [number, string, ...string[]][] = [];
  answer: (text: string, connection: number) => Rows | Promise<Rows> = () => [{ one: '1' }];
  connecting: Promise<void> = Promise.resolve();
  closing: Promise<void> = Promise.resolve();
  closed = 0;
  #connections = 0;

  open(): Promise<Reader> {
    return Reader.open({ schema: 'app', listen: false, open: async () => this });
  }

  async connect(): Promise<Connection> {
    await this.connecting;
    const number = (this.#connections += 1);
    return {
      query: async (text, values = []) => {
        this.noted.push([number, text, ...values]);
        return this.answer(text, number);
      },
      listen: () => Promise.reject(new Error('nobody listens here')),
      release: () => void this.noted.push([number, 'released']),
      destroy: () => void this.noted.push([number, 'destroyed']),
    };
  }

  distrust(): void {
    throw new Error('it is not used again in any case');
  }

  async close(): Promise<void> {
    this.closed += 1;
    await this.closing;
  }
}

/** It is too late after two seconds, and not before. */
async function expectLate(work: Promise<unknown>): Promise<void> {
  let isOver = false;
  const failing = work.catch((error: unknown) => ((isOver = true), error));
  await vi.advanceTimersByTimeAsync(1_999);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await failing).toEqual(new StoreUnavailable('PostgreSQL did not answer in time'));
}

it('asks in transactions in which nothing can be changed, and leaves nothing behind', async () => {
  const server = new Server();
  const reader = await server.open();
  expect(await reader.ask('SELECT $1', ['x'])).toEqual([{ one: '1' }]);
  expect(await reader.ask('SELECT 1')).toEqual([{ one: '1' }]);
  expect(server.noted).toEqual([
    [1, BEGIN],
    [1, 'SELECT $1', 'x'],
    [1, 'ROLLBACK'],
    [1, BEGIN],
    [1, 'SELECT 1'],
    [1, 'ROLLBACK'],
  ]);
  await reader.close();
  expect([server.noted.at(-1), server.closed]).toEqual([[1, 'destroyed'], 1]);
});

it("rejects with the driver's error, and ends the transaction", async () => {
  const server = new Server();
  const reader = await server.open();
  const error = new Error('no such table');
  server.answer = (text) => (text === 'SELECT 1' ? Promise.reject(error) : []);
  await expect(reader.ask('SELECT 1')).rejects.toBe(error);
  expect(server.noted.at(-1)).toEqual([1, 'ROLLBACK']);
  // A connection that is lost cannot even do that.
  server.answer = (text) =>
    text === BEGIN ? [] : Promise.reject(text === 'SELECT 1' ? error : new Error('lost'));
  await expect(reader.ask('SELECT 1')).rejects.toBe(error);
  server.answer = () => Promise.reject(error);
  await expect(reader.ask('SELECT 1')).rejects.toBe(error);
  expect(server.noted.at(-1)).toEqual([1, BEGIN]);
});

it('asks nobody for longer than two seconds', async () => {
  const server = new Server();
  const reader = await server.open();
  server.answer = () => FOREVER;
  await expectLate(reader.ask('SELECT 1'));
  await expectLate(reader.processes());
});

it('gives up a server that it cannot connect to, and its connections', async () => {
  const server = new Server();
  const lost = new Error('lost');
  server.connecting = Promise.reject(lost);
  await expect(server.open()).rejects.toBe(lost);
  expect(server.closed).toBe(1);
  server.closing = Promise.reject(new Error('lost again'));
  await expect(server.open()).rejects.toBe(lost);
  server.connecting = FOREVER;
  await expectLate(server.open());
  expect(server.closed).toBe(3);
});

it('can be closed whatever becomes of its connections', async () => {
  const server = new Server();
  const reader = await server.open();
  server.closing = Promise.reject(new Error('lost'));
  expect(await reader.close()).toBeUndefined();
  server.closing = FOREVER;
  const closing = reader.close();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await closing).toBeUndefined();
});

it('tells which process serves it, alone and beside another one', async () => {
  const server = new Server();
  const reader = await server.open();
  const pids = ['71', '72'];
  server.answer = (text) => (text.includes('pg_backend_pid') ? [{ pid: pids.shift() }] : []);
  expect(await reader.processes()).toEqual(['71', '72']);
  const asking = [1, 'SELECT pg_backend_pid()::text AS pid'];
  expect(server.noted).toEqual([asking, [2, BEGIN], asking, [2, 'ROLLBACK'], [2, 'destroyed']]);
  const lost = new Error('lost');
  server.answer = (_text, connection) => (connection === 3 ? Promise.reject(lost) : [{}]);
  await expect(reader.processes()).rejects.toBe(lost);
  expect(server.noted.at(-1)).toEqual([3, 'destroyed']);
});
