/**
 * Runs `task` while no other tab runs one by this `name`. Without Web Locks, two that ask at the same moment may both run.
 */
export async function alone<T>(name: string, task: () => Promise<T>): Promise<T> {
  let run: Promise<T> | undefined;
  try {
    // A tab that is closed lets go. What was written reaches other tabs later than the lock: the next must find it.
    await navigator.locks.request(name, () =>
      (run = task()).finally(() => new Promise((next) => setTimeout(next, 90))),
    );
  } catch {
    // There are none; or the task has failed, which `run` knows.
  }
  return run ?? task();
}
