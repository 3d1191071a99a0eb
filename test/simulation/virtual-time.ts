import type { Clock } from '../../src/index.ts';
import type { Timers } from '../../src/core/timers.ts';

interface Task {
  at: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

/** One time for a whole simulated world: nothing happens between two tasks, and each has its moment. */
export class VirtualTime {
  #now = 0;
  #order = 0;
  readonly #tasks: Task[] = [];

  get now(): number {
    return this.#now;
  }

  /** Runs `run` once, `delay` ms from now; the answer cancels it. */
  after(delay: number, run: () => void): () => void {
    const task: Task = {
      at: this.#now + Math.max(0, delay),
      order: (this.#order += 1),
      run,
      cancelled: false,
    };
    let index = this.#tasks.length;
    while (index > 0 && comesAfter(this.#tasks[index - 1], task)) index -= 1;
    this.#tasks.splice(index, 0, task);
    return () => {
      task.cancelled = true;
    };
  }

  /** Goes to the next task and runs it, unless it comes after `until`; false when there is none left. */
  step(until: number): boolean {
    for (let task = this.#tasks[0]; task && task.at <= until; task = this.#tasks[0]) {
      this.#tasks.shift();
      if (task.cancelled) continue;
      this.#now = task.at;
      task.run();
      return true;
    }
    this.#now = Math.max(this.#now, until);
    return false;
  }
}

function comesAfter(one: Task | undefined, other: Task): boolean {
  return one !== undefined && (one.at > other.at || (one.at === other.at && one.order > other.order));
}

/** The time of one machine: its wall clock may be set, its monotonic one stands still while it sleeps, and it may be stopped. */
export class MachineTime implements Clock, Timers {
  readonly #world: VirtualTime;
  #offset: number;
  /** How much of the world's time its monotonic clock has not seen. */
  #slept = 0;
  #asleepSince: number | undefined;
  #isStopped = false;
  #dead = false;
  #woken: (() => void)[] = [];

  constructor(world: VirtualTime, offset: number) {
    this.#world = world;
    this.#offset = offset;
  }

  now(): number {
    return 1_800_000_000_000 + Math.floor(this.#world.now + this.#offset);
  }

  monotonic(): number {
    return (this.#asleepSince ?? this.#world.now) - this.#slept;
  }

  /** Of a machine that slept and whose clock was set back, neither clock need say that time has passed: not both happen. */
  #hasSlept = false;
  wasSetBack = false;

  /** Somebody sets the wall clock; never back where the machine has slept. */
  set(offset: number): void {
    const next = this.#hasSlept ? Math.max(this.#offset, offset) : offset;
    if (next < this.#offset) this.wasSetBack = true;
    this.#offset = next;
  }

  get isAsleep(): boolean {
    return this.#asleepSince !== undefined || this.#isStopped;
  }

  /** The machine is suspended; the answer wakes it. */
  sleep(): () => void {
    this.#hasSlept = true;
    this.#asleepSince ??= this.#world.now;
    return () => this.wake();
  }

  /** The process is stopped: nothing of it runs, and its clocks go on. The answer lets it run again. */
  stop(): () => void {
    this.#isStopped = true;
    return () => this.wake();
  }

  wake(): void {
    if (!this.isAsleep) return;
    this.#slept += this.#world.now - (this.#asleepSince ?? this.#world.now);
    this.#asleepSince = undefined;
    this.#isStopped = false;
    const woken = this.#woken;
    this.#woken = [];
    for (const run of woken) run();
  }

  /** The process is killed: nothing of it runs any more. */
  kill(): void {
    this.#dead = true;
  }

  after(delay: number, task: () => void): () => void {
    let cancelled = false;
    const run = (): void => {
      if (cancelled || this.#dead) return;
      if (this.isAsleep) this.#woken.push(run);
      else task();
    };
    const cancel = this.#world.after(delay, run);
    return () => {
      cancelled = true;
      cancel();
    };
  }

  /** Runs `task` when the machine is awake; never once it is dead. */
  whenAwake(task: () => void): void {
    if (this.#dead) return;
    if (this.isAsleep) this.#woken.push(() => this.whenAwake(task));
    else task();
  }
}
