import { spawn } from 'node:child_process';

/** How long a command may take, ms: containers are slow to stop. */
const PATIENCE = 60_000;

/**
 * Runs a command that the owner of the plan gave, in the shell, and answers why it did not do its work; undefined when it did. What
 * it prints is not read: nobody knows what is in it.
 */
export async function runShell(command: string, signal?: AbortSignal): Promise<string | undefined> {
  const limit = AbortSignal.timeout(PATIENCE);
  return new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      stdio: 'ignore',
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
    });
    child.once('error', (error) => {
      resolve(limit.aborted ? `it did not end in ${PATIENCE / 1000} s` : error.message);
    });
    child.once('exit', (code, by) => {
      if (code === 0) resolve(undefined);
      else resolve(code === null ? `it was ended by ${by ?? 'a signal'}` : `it ended with code ${code}`);
    });
  });
}
