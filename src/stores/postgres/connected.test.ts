import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConfigError, StoreUnavailable } from '../../core/errors.ts';
import { Connected } from './connected.ts';
import type { Connection, Driver, Rows } from './connection.ts';
import { newestVersion } from './migrate.ts';

beforeEach(() => void vi.spyOn(process, 'emitWarning').mockReturnValue(undefined));
afterEach(() => void vi.restoreAllMocks());

/** What PostgreSQL says when it refuses. */
const refusal = (code: string): Error => Object.assign(new Error('no'), { severity: 'ERROR', code });

/** A server with the schema in it, that has a certificate and lets everybody in, unless the test says otherwise. */
class Server implements Driver {
  certificate: string | null = 'c';
  trouble: Error | undefined;
  /** How often it was looked at. */
  surveys = 0;
  closed = 0;
  listeners = 0;

  async connect(): Promise<Connection> {
    return {
      query: async (text) => this.#answer(text),
      listen: async () => void (this.listeners += 1),
      release: () => undefined,
      destroy: () => undefined,
    };
  }

  async #answer(text: string): Promise<Rows> {
    if (text.includes('server_version_num')) {
      this.surveys += 1;
      if (this.trouble) throw this.trouble;
      return [{ answer: '{"version":17,"standby":false,"fsync":"on","isolation":"read committed"}' }];
    }
    if (text.includes('FROM pg_class')) return [{}];
    if (text.includes('FROM "app".head')) return [{ version: String(newestVersion()) }];
    return [{ answer: JSON.stringify({ certificate: this.certificate }) }];
  }

  distrust(): void {
    throw new Error('nothing stalls here');
  }

  async close(): Promise<void> {
    this.closed += 1;
  }
}

const connected = (open: () => Promise<Driver>, listen = false): Promise<Connected> =>
  Connected.open({ schema: 'app', listen, open });

describe('to connect', () => {
  it('fails for what the operator has to mend, or for what may pass by itself', async () => {
    const missing = new ConfigError('postgres() needs a driver');
    await expect(connected(() => Promise.reject(missing))).rejects.toBe(missing);
    await expect(connected(() => Promise.reject(refusal('28P01')))).rejects.toBeInstanceOf(ConfigError);
    await expect(connected(() => Promise.reject(new Error('lost')))).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('is to listen where that is wanted, and ends with its connections', async () => {
    for (const listen of [true, false]) {
      const server = new Server();
      const on = await connected(async () => server, listen);
      await vi.waitFor(() => expect(server.listeners).toBe(listen ? 1 : 0), { timeout: 5_000 });
      await on.close();
      expect(server.closed).toBe(1);
      const mark = on.news.mark('log');
      expect(await on.news.next('log', mark, 60_000), 'nobody waits any more').toBeUndefined();
    }
  });
});

describe('the server', () => {
  it('is looked at once, whoever asks', async () => {
    const server = new Server();
    const on = await connected(async () => server);
    expect(server.surveys).toBe(0);
    await Promise.all([on.ready(), on.ready()]);
    await on.ready();
    expect(server.surveys).toBe(1);
  });

  it('is looked at again after it was refused, by whoever asks next', async () => {
    const server = new Server();
    const on = await connected(async () => server);
    server.trouble = refusal('42501');
    const refused = [on.ready(), on.ready()];
    for (const each of refused) await expect(each).rejects.toBeInstanceOf(ConfigError);
    expect(server.surveys).toBe(1);
    server.trouble = new Error('lost');
    await expect(on.ready()).rejects.toBeInstanceOf(StoreUnavailable);
    server.trouble = undefined;
    await on.ready();
    expect(server.surveys).toBe(3);
  });

  it('is looked at again when the schema was dropped, and for no other failure', async () => {
    const server = new Server();
    const on = await connected(async () => server);
    await on.ready();
    for (const error of [refusal('23505'), new Error('lost'), new StoreUnavailable('late')]) on.failed(error);
    await on.ready();
    expect(server.surveys).toBe(1);
    on.failed(refusal('3F000'));
    await on.ready();
    expect(server.surveys).toBe(2);
  });

  it('is warned of when the role may not ask which one it is', async () => {
    const server = new Server();
    await (await connected(async () => server)).ready();
    expect(process.emitWarning).not.toHaveBeenCalled();
    server.certificate = null;
    await (await connected(async () => server)).ready();
    expect(vi.mocked(process.emitWarning).mock.calls).toEqual([
      [
        expect.stringMatching(
          /may not ask PostgreSQL which server it is \(.*\): a fail-over, or a restored backup, is/,
        ),
        { type: 'CurfewWarning', code: 'CURFEW_PG_CERTIFICATE' },
      ],
    ]);
  });
});
