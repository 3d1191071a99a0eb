import { attempt, bounded } from './attempt.ts';
import type { LogoutReport, PurgeStep } from './types.ts';

/**
 * Runs every `reset` before it answers, then every `purge`, all at once, each for at most `most` ms. None stops another:
 * resolves with what went wrong, and where.
 */
export async function cleanUp(steps: readonly PurgeStep[], most: number): Promise<LogoutReport['errors']> {
  const errors: LogoutReport['errors'][number][] = [];
  const noting = (step: PurgeStep) => (error: unknown) =>
    errors.push({ step: step?.name, message: String((error as Error | null)?.message ?? error) });
  for (const step of steps) attempt(() => step.reset?.(), noting(step));
  await Promise.all(steps.map((step) => bounded(most, (signal) => step.purge?.(signal)).catch(noting(step))));
  return errors;
}
