import { existsSync, writeFileSync } from 'node:fs';
import type { NetConnectOpts } from 'node:net';
import { join } from 'node:path';
import { ensureRedis } from '../../tools/redis.mjs';
import { LocalServer } from './local-server.ts';
import { freePort } from './ports.ts';
import { RespError, respRequest, type RespValue } from './resp.ts';
import { ServerProcess } from './server-process.ts';

export interface RedisOptions {
  /** Listens on a socket in its folder, and on no port. */
  readonly unix?: boolean;
  /** How often the append-only file is forced to disk; `off`, which is the default, means that there is none. */
  readonly appendfsync?: 'always' | 'everysec' | 'no' | 'off';
  /** When it saves everything by itself, such as `60 1`; never by default, and not at a shutdown either. */
  readonly save?: string;
  /** Such as `4mb`. */
  readonly maxmemory?: string;
  readonly policy?: 'noeviction' | 'allkeys-lru' | 'allkeys-lfu' | 'volatile-ttl' | 'allkeys-random';
  /** Of the user `default`. */
  readonly password?: string;
  /** Users, as in an ACL file: `app on >secret ~curfew:* +@all`, `default off`. */
  readonly users?: readonly string[];
  /** The port of the server that it is a replica of. */
  readonly replicaof?: number;
  readonly cluster?: boolean;
  readonly sentinel?: boolean;
  /** Further lines of its configuration. */
  readonly config?: readonly string[];
}

/** Milliseconds that a command may take. */
const LIMIT = 10_000;

/** A Redis that belongs to a test, on a free port of 127.0.0.1. It forgets everything with its process by default. */
export class RedisServer extends LocalServer {
  /** 0 when it has a socket instead. */
  readonly port: number;
  readonly #program: string;
  readonly #bus: number;
  #options: RedisOptions;

  private constructor(program: string, options: RedisOptions, port: number, bus: number) {
    super({ name: 'redis', stop: 'SIGTERM', discard: 'SIGKILL' });
    this.#program = program;
    this.#options = options;
    this.port = port;
    this.#bus = bus;
  }

  static async start(options: RedisOptions = {}): Promise<RedisServer> {
    const port = options.unix ? 0 : await freePort();
    const server = new RedisServer(
      await ensureRedis(),
      options,
      port,
      options.cluster ? await freePort() : 0,
    );
    try {
      await server.restart();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** For client libraries, with the password if there is one; of a socket, `unix:` and its path. */
  get url(): string {
    if (this.path !== undefined) return `unix://${this.path}`;
    const { password } = this.#options;
    return `redis://${password === undefined ? '' : `:${encodeURIComponent(password)}@`}127.0.0.1:${this.port}`;
  }

  /** The path of its socket. */
  get path(): string | undefined {
    return this.#options.unix ? join(this.folder, 'redis.sock') : undefined;
  }

  /** The port on which the nodes of a cluster talk to each other. */
  get bus(): number {
    return this.#bus;
  }

  /**
   * Sends a command, as a user who may do everything, over a connection of its own.
   *
   * @throws {RespError} what Redis answers
   */
  async command(...words: readonly (string | number)[]): Promise<RespValue> {
    const to: NetConnectOpts =
      this.path === undefined ? { port: this.port, host: '127.0.0.1' } : { path: this.path };
    const [login, answer = null] = await respRequest(to, [['AUTH', 'control', 'control'], words], LIMIT);
    if (login instanceof RespError) throw login;
    if (answer instanceof RespError) throw answer;
    return answer;
  }

  /** The answer to INFO, by name: `info('replication')` has `role`. */
  async info(section = 'default'): Promise<Record<string, string>> {
    const text = String(await this.command('INFO', section));
    return Object.fromEntries(
      [...text.matchAll(/^(\w+):(.*?)\r?$/gm)].map(([, name = '', value = '']) => [name, value]),
    );
  }

  /** As it was configured last, by itself too (CONFIG REWRITE); `changes` write its configuration anew. */
  override async restart(changes?: Partial<RedisOptions>): Promise<void> {
    await this.stop();
    this.#options = { ...this.#options, ...changes };
    if (changes || !existsSync(this.#file)) writeFileSync(this.#file, this.#configuration());
    await super.restart();
  }

  protected async launch(): Promise<ServerProcess> {
    const args = [this.#file, ...(this.#options.sentinel ? ['--sentinel'] : [])];
    const server = new ServerProcess(this.#program, args, { cwd: this.folder });
    await server.ready(async () => {
      try {
        return (await this.command('PING')) === 'PONG';
      } catch {
        return false;
      }
    });
    return server;
  }

  get #file(): string {
    return join(this.folder, 'redis.conf');
  }

  #configuration(): string {
    const {
      appendfsync = 'off',
      save = '""',
      maxmemory,
      policy,
      password,
      users = [],
      replicaof,
    } = this.#options;
    const lines = ['bind 127.0.0.1', `port ${this.port}`, `dir ${this.data}`];
    lines.push('user control on nopass ~* &* +@all', ...users.map((user) => `user ${user}`));
    if (this.path !== undefined) lines.push(`unixsocket ${this.path}`);
    if (password !== undefined) lines.push(`requirepass ${password}`);
    if (!this.#options.sentinel) {
      lines.push(`save ${save}`, 'enable-debug-command yes', 'repl-diskless-sync-delay 0');
      lines.push(`appendonly ${appendfsync === 'off' ? 'no' : 'yes'}`);
      if (appendfsync !== 'off') lines.push(`appendfsync ${appendfsync}`);
      if (maxmemory !== undefined) lines.push(`maxmemory ${maxmemory}`);
      if (policy !== undefined) lines.push(`maxmemory-policy ${policy}`);
      lines.push('masteruser control', 'masterauth control');
      if (replicaof !== undefined) lines.push(`replicaof 127.0.0.1 ${replicaof}`);
      if (this.#options.cluster) lines.push('cluster-enabled yes', `cluster-port ${this.#bus}`);
    }
    return [...lines, ...(this.#options.config ?? []), ''].join('\n');
  }
}
