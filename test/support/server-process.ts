import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { descendantsOf, stateOf } from './process-tree.ts';
import { until } from './until.ts';

const KEPT = 20_000;

let leash: readonly string[] | undefined;

/** What to write before a command, so that the system kills it when this process is killed. Empty where unknown. */
export function leashed(): readonly string[] {
  const command = ['setpriv', '--pdeathsig', 'KILL'];
  leash ??= spawnSync('setpriv', [...command.slice(1), 'true']).status === 0 ? command : [];
  return leash;
}

export interface SpawnOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Whom it runs as; absent: whoever runs the tests. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
}

/** A server in a process of its own, with the processes that it starts. It does not outlive the tests. */
export class ServerProcess {
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;
  #output = '';
  #paused = false;

  constructor(command: string, args: readonly string[], options: SpawnOptions) {
    const [first = command, ...rest] = [...leashed(), command, ...args];
    const { cwd, env = process.env, user } = options;
    this.#child = spawn(first, rest, { cwd, env, ...user, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child.on('error', () => undefined);
    if (this.#child.pid === undefined) throw new Error(`${command} could not be started`);
    this.pid = this.#child.pid;
    this.#exit = once(this.#child, 'exit');
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output = (this.#output + text).slice(-KEPT);
      });
    }
  }

  /** The last of what it has printed. */
  get output(): string {
    return this.#output;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get paused(): boolean {
    return this.#paused && this.running;
  }

  /** Waits until it is `ready`; rejects with what it has printed when it ends before, or takes too long. */
  async ready(ready: () => boolean | Promise<boolean>): Promise<void> {
    try {
      await until(async () => !this.running || ready(), 'ready', 20_000);
      if (!this.running) throw new Error('it ended');
    } catch (cause) {
      await this.kill();
      throw new Error(`the server did not start:\n${this.#output}`, { cause });
    }
  }

  /** SIGSTOP, to it and to all that it has started: nothing of it runs when this has been awaited. */
  async pause(): Promise<void> {
    this.#paused = true;
    await this.#stop(this.pid);
    for (const pid of descendantsOf(this.pid)) await this.#stop(pid);
  }

  async #stop(pid: number): Promise<void> {
    signal(pid, 'SIGSTOP');
    await until(() => stateOf(pid) !== 'running', `${pid} is stopped`);
  }

  /** SIGCONT, to all that `pause` has stopped. */
  resume(): void {
    this.#paused = false;
    for (const pid of [...descendantsOf(this.pid), this.pid]) signal(pid, 'SIGCONT');
  }

  /** Asks it to end, and waits until it and all that it has started are gone; kills them after `limit` ms. */
  async end(how: NodeJS.Signals, limit = 10_000): Promise<void> {
    if (how === 'SIGKILL') return this.kill();
    if (!this.running) return;
    if (this.#paused) this.resume();
    const pids = [this.pid, ...descendantsOf(this.pid)];
    signal(this.pid, how);
    const late = setTimeout(() => void this.kill(), limit);
    await this.#gone(pids);
    clearTimeout(late);
  }

  /** kill -9 of it and all that it has started, at one instant. Fine when it is down already. */
  async kill(): Promise<void> {
    if (!this.running) return;
    await this.pause();
    const pids = [this.pid, ...descendantsOf(this.pid)];
    for (const pid of pids) signal(pid, 'SIGKILL');
    await this.#gone(pids);
  }

  /** `kill` for the last moment of this process, which cannot wait. */
  abandon(): void {
    if (!this.running) return;
    for (const pid of [this.pid, ...descendantsOf(this.pid)]) signal(pid, 'SIGKILL');
  }

  async #gone(pids: readonly number[]): Promise<void> {
    await this.#exit;
    await until(() => pids.every((pid) => stateOf(pid) === 'gone'), `${pids.join(', ')} are gone`);
  }
}

/** Signals a process, which may have ended in the meantime. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone.
  }
}
