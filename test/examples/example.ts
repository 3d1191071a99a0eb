import type { Server } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tokens } from 'curfew';

/** An example, running on a free port with a database of its own. */
export class Example implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;
  readonly #folder: string;
  readonly #home: string;

  private constructor(server: Server, url: string, folder: string, home: string) {
    this.#server = server;
    this.url = url;
    this.#folder = folder;
    this.#home = home;
  }

  /** `load` imports the example: `() => import('../../examples/express.ts')`. Once per test file. */
  static async start(load: () => Promise<{ server: Server }>): Promise<Example> {
    const [home, folder] = [process.cwd(), mkdtempSync(join(tmpdir(), 'curfew-example-'))];
    process.chdir(folder);
    process.env['PORT'] = '0';
    process.env['CURFEW_DB'] = join(folder, 'app.db');
    const { server } = await load();
    if (!server.listening) await once(server, 'listening');
    const address = server.address();
    const url = `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
    return new Example(server, url, folder, home);
  }

  fetch(path: string, init: RequestInit & { token?: string } = {}): Promise<Response> {
    const { token, ...rest } = init;
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    return fetch(this.url + path, { ...rest, headers });
  }

  post(path: string, fields: Record<string, string> = {}, init: RequestInit = {}): Promise<Response> {
    return this.fetch(path, { method: 'POST', body: new URLSearchParams(fields), ...init });
  }

  async login(): Promise<Tokens> {
    const response = await this.post('/login', { username: 'alice', password: 'correct-horse' });
    if (response.status !== 200) throw new Error(`login answered ${response.status}`);
    return (await response.json()) as Tokens;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    process.chdir(this.#home);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
