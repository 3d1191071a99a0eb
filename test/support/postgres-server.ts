import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { LocalServer, type Snapshot } from './local-server.ts';
import { freePort } from './ports.ts';
import { postgresPrograms, postgresUser } from './postgres-programs.ts';
import { ServerProcess, type SpawnOptions } from './server-process.ts';

const run = promisify(execFile);

/** As in `postgresql.conf`: `{ synchronous_commit: 'off', max_connections: 20 }`. */
export type PostgresSettings = Readonly<Record<string, string | number>>;

const DEFAULTS: PostgresSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '16MB',
  // Its files are then in the data folder, and leave with it.
  dynamic_shared_memory_type: 'mmap',
};
const ENVIRONMENT = { ...process.env, LC_ALL: 'C' };

/** Milliseconds that connecting, and a query, may take. */
const LIMIT = 10_000;

/** A PostgreSQL that belongs to a test, on a free port of 127.0.0.1. As durable as it is by default (fsync). */
export class PostgresServer extends LocalServer {
  readonly port: number;
  readonly #user: SpawnOptions['user'];
  #settings: PostgresSettings;

  private constructor(settings: PostgresSettings, port: number) {
    const user = postgresUser();
    super({ name: 'postgres', user, stop: 'SIGINT', discard: 'SIGQUIT' });
    this.#user = user;
    this.#settings = settings;
    this.port = port;
  }

  static async start(settings: PostgresSettings = {}): Promise<PostgresServer> {
    const server = new PostgresServer(settings, await freePort());
    try {
      await server.#initialize();
      await server.restart();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** For client libraries: the user `postgres` needs no password. */
  url(database = 'postgres'): string {
    return `postgres://postgres@127.0.0.1:${this.port}/${database}`;
  }

  /** Runs a statement over a connection of its own; several if there are no `values`, for the rows of the last. */
  async query<Row extends object = Record<string, unknown>>(
    sql: string,
    values: readonly unknown[] = [],
    database = 'postgres',
  ): Promise<Row[]> {
    const limits = { connectionTimeoutMillis: LIMIT, query_timeout: LIMIT };
    const client = new pg.Client({ connectionString: this.url(database), ...limits });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const results = [await client.query<Row>(sql, values.length > 0 ? [...values] : undefined)].flat();
      return results.at(-1)?.rows ?? [];
    } finally {
      await client.end();
    }
  }

  /** Makes an empty database; answers its URL. */
  async createDatabase(name: string): Promise<string> {
    await this.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    return this.url(name);
  }

  /** With the settings it had; `changes` go before them, now and later. */
  override async restart(changes: PostgresSettings = {}): Promise<void> {
    this.#settings = { ...this.#settings, ...changes };
    await super.restart();
  }

  override async kill(): Promise<void> {
    if (!this.running) return;
    await super.kill();
    this.#freeMemory();
  }

  override abandon(): void {
    if (this.running) this.#freeMemory();
    super.abandon();
  }

  override async restoreSnapshot(snapshot: Snapshot): Promise<void> {
    await super.restoreSnapshot(snapshot);
    rmSync(this.#lock, { force: true });
  }

  protected async launch(): Promise<ServerProcess> {
    const settings = Object.entries({ ...DEFAULTS, ...this.#settings, port: this.port });
    const args = ['-D', this.data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    const program = join(await postgresPrograms(this.folder, this.#user), 'postgres');
    const server = new ServerProcess(program, args, { cwd: this.folder, env: ENVIRONMENT, user: this.#user });
    await server.ready(() => server.output.includes('ready to accept connections'));
    return server;
  }

  async #initialize(): Promise<void> {
    const initdb = join(await postgresPrograms(this.folder, this.#user), 'initdb');
    const kind = ['--auth=trust', '--username=postgres', '--locale=C', '--encoding=UTF8'];
    const args = ['-D', this.data, ...kind, '--no-sync', '--no-instructions'];
    await run(initdb, args, { cwd: this.folder, env: ENVIRONMENT, ...this.#user });
  }

  get #lock(): string {
    return join(this.data, 'postmaster.pid');
  }

  /** Gives the system back the shared memory of a server that is killed: the seventh line ends with its number. */
  #freeMemory(): void {
    try {
      const segment = readFileSync(this.#lock, 'utf8').split('\n')[6]?.trim().split(/\s+/).at(-1);
      if (segment !== undefined) spawnSync('ipcrm', ['-m', segment]);
    } catch {
      // There is no such file: it had not begun, or had ended in good order.
    }
  }
}
