import { fileURLToPath } from 'node:url';
import { generateKey } from '../../../src/index.ts';
import { ServerProcess } from '../../support/server-process.ts';

/** After this many ms without an answer a request hangs. */
export const PATIENCE = 12_000;

export type ContestantName = 'curfew' | 'denylist' | 'session';

/** What somebody who has logged in holds. */
export interface Login {
  readonly headers: Readonly<Record<string, string>>;
  readonly refreshToken?: string | undefined;
}

export interface Answer {
  /** 0 when there was none: the connection broke, or nothing came in time. */
  readonly status: number;
  /** ms */
  readonly took: number;
  readonly body: string;
  readonly cookie: string | undefined;
}

const secret = generateKey().then((key) => JSON.stringify(key));

/** A contestant in a process of its own. */
export class App implements AsyncDisposable {
  readonly name: ContestantName;
  readonly url: string;
  readonly process: ServerProcess;

  private constructor(name: ContestantName, url: string, process: ServerProcess) {
    this.name = name;
    this.url = url;
    this.process = process;
  }

  /** Rejects with what it has printed when it does not want to start. */
  static async start(name: ContestantName, settings: Readonly<Record<string, string>>): Promise<App> {
    const file = (path: string): string => fileURLToPath(new URL(`contestants/${path}.ts`, import.meta.url));
    const before = settings['AHEAD'] === undefined ? [] : ['--import', file('ahead')];
    const env = { ...process.env, ...settings, SECRET: await secret };
    const child = new ServerProcess(process.execPath, [...before, file(name)], {
      cwd: import.meta.dirname,
      env,
    });
    await child.ready(() => /port \d+/.test(child.output));
    const port = /port (\d+)/.exec(child.output)?.[1];
    return new App(name, `http://127.0.0.1:${port}`, child);
  }

  async login(user: string): Promise<Login> {
    const { status, body, cookie } = await this.ask('POST', `/login/${user}`);
    if (status !== 200) throw new Error(`${this.name}: login answered ${status}`);
    return cookie === undefined ? held(body) : { headers: { cookie } };
  }

  me({ headers }: Login): Promise<Answer> {
    return this.ask('GET', '/me', headers);
  }

  /** With all that a client would send: what it holds, and the refresh token. */
  logout({ headers, refreshToken }: Login): Promise<Answer> {
    return this.ask('POST', '/logout', headers, refreshToken === undefined ? undefined : { refreshToken });
  }

  /** What the refresh gives, or nothing. */
  async refresh({ refreshToken }: Login): Promise<{ answer: Answer; next: Login | undefined }> {
    const answer = await this.ask('POST', '/refresh', {}, { refreshToken });
    return { answer, next: answer.status === 200 ? held(answer.body) : undefined };
  }

  async ask(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    json?: object,
  ): Promise<Answer> {
    const started = performance.now();
    const content = json && { 'content-type': 'application/json' };
    try {
      const response = await fetch(this.url + path, {
        method,
        headers: { ...headers, ...content },
        body: json ? JSON.stringify(json) : null,
        signal: AbortSignal.timeout(PATIENCE),
      });
      const cookie = response.headers.get('set-cookie')?.split(';')[0];
      const body = await response.text();
      return { status: response.status, took: performance.now() - started, body, cookie };
    } catch {
      return { status: 0, took: performance.now() - started, body: '', cookie: undefined };
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.process.kill();
  }
}

function held(body: string): Login {
  const { accessToken, refreshToken } = JSON.parse(body) as { accessToken?: string; refreshToken?: string };
  if (accessToken === undefined || refreshToken === undefined) throw new Error('the answer has no tokens');
  return { headers: { authorization: `Bearer ${accessToken}` }, refreshToken };
}
