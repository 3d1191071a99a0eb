import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { secretsIn } from '../../tools/secrets.mjs';
import { generateKey, type Receipt, type SigningKey, type Tokens } from '../../src/index.ts';
import { leashed } from './server-process.ts';

const SERVER = new URL('server.ts', import.meta.url).pathname;

/** A folder of the test's own, removed with everything in it when the test disposes of it. */
export function temporaryFolder(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'curfew-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

let keys: Promise<SigningKey[]> | undefined;

/** The keys that all servers of a test file share. */
function testKeys(): Promise<SigningKey[]> {
  keys ??= generateKey().then((key) => [key]);
  return keys;
}

export interface StartOptions {
  readonly env?: Record<string, string>;
  /** A shell to start the server through, to set limits first: `trap "" XFSZ; ulimit -f 100`. */
  readonly shell?: string;
}

/** How long a server may say that it cannot tell, ms. */
const PATIENCE = 20_000;

/**
 * The answer of a server, which is asked again for as long as it is 503: on a busy machine, its store may take longer to
 * answer than a check may take, and that it then cannot tell is neither yes nor no.
 */
async function onceItCanTell(ask: () => Promise<Response>): Promise<Response> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const response = await ask();
    if (response.status !== 503 || performance.now() > end) return response;
    await response.arrayBuffer();
    await pause(50);
  }
}

/** The application of `server.ts` in a process of its own. */
export class TestServer implements AsyncDisposable {
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything it has printed. */
  readonly output: () => string;

  private constructor(process: ChildProcess, url: string, output: () => string) {
    this.process = process;
    this.url = url;
    this.output = output;
  }

  static async start(db: string, options: StartOptions = {}): Promise<TestServer> {
    const env = { ...process.env, DB: db, KEYS: JSON.stringify(await testKeys()), ...options.env };
    const shell = options.shell ? ['/bin/bash', '-c', `${options.shell}; exec "$0" "$1"`] : [];
    const [first, ...rest] = [...leashed(), ...shell, process.execPath, SERVER];
    const child = spawn(first, rest, { env });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    while (!/port \d+/.test(output)) {
      if (child.exitCode !== null) throw new Error(`the server did not start: ${output}`);
      await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    }
    const port = /port (\d+)/.exec(output)?.[1];
    return new TestServer(child, `http://127.0.0.1:${port}`, () => output);
  }

  async login(subject = 'alice'): Promise<Tokens> {
    const response = await onceItCanTell(() => this.post(`/login/${subject}`));
    if (response.status !== 200) throw new Error(`login answered ${response.status}`);
    return (await response.json()) as Tokens;
  }

  /** The status of a protected route. */
  async me(token: string): Promise<number> {
    const headers = { authorization: `Bearer ${token}` };
    const response = await onceItCanTell(() => fetch(`${this.url}/me`, { headers }));
    await response.arrayBuffer();
    return response.status;
  }

  async logout(token: string, path = ''): Promise<Receipt> {
    const response = await onceItCanTell(() => this.post(`/auth/logout${path}`, undefined, token));
    if (response.status !== 200) throw new Error(`logout answered ${response.status}`);
    return (await response.json()) as Receipt;
  }

  refresh(refreshToken: string): Promise<Response> {
    return onceItCanTell(() => this.post('/auth/refresh', { refreshToken }));
  }

  post(path: string, body?: unknown, token?: string): Promise<Response> {
    const headers = new Headers();
    if (body !== undefined) headers.set('content-type', 'application/json');
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    return fetch(this.url + path, {
      method: 'POST',
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    });
  }

  /** kill -9: nothing in the process gets to run any more. Rejects when it has printed a secret. */
  async kill(): Promise<void> {
    const leaks = secretsIn(this.output());
    if (leaks.length > 0) throw new Error(`the server has printed ${leaks.join(', ')}`);
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill('SIGKILL');
    await once(this.process, 'exit');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}
