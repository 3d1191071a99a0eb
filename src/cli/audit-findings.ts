import type { StaticFinding } from '../audit/report/join.ts';
import { SetupError } from '../audit/setup-error.ts';

/** The findings that `curfew audit code --json` wrote. Throws `SetupError` for anything else. `name` is the file's. */
export function findingsOf(text: string, name: string): readonly StaticFinding[] {
  const wrong = new SetupError(
    `${name} holds no findings: give the file that curfew audit code --json wrote`,
  );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong;
  }
  if (typeof value !== 'object' || value === null || !('findings' in value) || !Array.isArray(value.findings))
    throw wrong;
  const findings: unknown[] = value.findings;
  if (!findings.every(isFinding)) throw wrong;
  return findings;
}

function isFinding(value: unknown): value is StaticFinding {
  if (typeof value !== 'object' || value === null) return false;
  const one = value as Readonly<Record<string, unknown>>;
  return (
    ['rule', 'file', 'message', 'level', 'certainty'].every((name) => typeof one[name] === 'string') &&
    typeof one['line'] === 'number'
  );
}
