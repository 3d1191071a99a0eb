import type { Io } from './io.ts';

/** How a report may look on this terminal. */
export function look({ stdout, env }: Io): { color: boolean; width: number } {
  const wanted = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const color = (env['NO_COLOR'] ?? '') === '' && (stdout.isTTY === true || wanted);
  return { color, width: Math.min(120, stdout.columns ?? 100) };
}
