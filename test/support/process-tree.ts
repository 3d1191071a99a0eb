/** What runs on this machine, as the system tells it: on Linux `/proc`, elsewhere `ps`. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

interface Entry {
  readonly pid: number;
  readonly parent: number;
  /** `T` is stopped, `Z` has ended and waits for its parent to notice. */
  readonly state: string;
}

function entryOf(pid: number): Entry | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(parent), state };
  } catch {
    return undefined;
  }
}

function entries(): Entry[] {
  if (process.platform === 'linux') {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.flatMap((pid) => entryOf(Number(pid)) ?? []);
  }
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,state='], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return lines.map((line) => {
    const [pid, parent, state = ''] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), state: state.slice(0, 1) };
  });
}

/** The processes that `pid` has started, and those that they have started. */
export function descendantsOf(pid: number): number[] {
  const all = entries();
  const below = (parent: number): number[] =>
    all.flatMap((one) => (one.parent === parent ? [one.pid, ...below(one.pid)] : []));
  return below(pid);
}

/** How a process is: `gone` also when it has ended and only its parent has not noticed. */
export function stateOf(pid: number): 'running' | 'stopped' | 'gone' {
  const entry = process.platform === 'linux' ? entryOf(pid) : entries().find((one) => one.pid === pid);
  if (entry === undefined || entry.state === 'Z' || entry.state === 'X') return 'gone';
  return entry.state === 'T' ? 'stopped' : 'running';
}
