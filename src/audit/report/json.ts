import type { Outcome } from '../outcome.ts';
import { SetupError } from '../setup-error.ts';
import type { Run } from './trend.ts';

/** JSON leaves these as they are, and a terminal or an editor would obey them. */
const UNSEEN = /[\p{Cf}\u007f-\u009f\u2028\u2029]/gu;

/** The outcome as JSON, as `schema.json` describes it. */
export function renderJson(outcome: Outcome): string {
  return `${JSON.stringify(outcome, null, 2).replace(UNSEEN, escaped)}\n`;
}

/**
 * The run that `renderJson` wrote, as far as another one is compared with it. Throws `SetupError` for anything else; `name` is
 * what the text is called there, such as the path of its file.
 */
export function readRun(text: string, name: string): Run {
  const value = parsed(text, name);
  if (!isRun(value)) {
    throw new SetupError(`${name} holds no outcome of an audit: give the file that --json wrote`);
  }
  return value;
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SetupError(`${name} is no JSON: give the file that --json wrote`);
  }
}

function isRun(value: unknown): value is Run {
  if (!isRecord(value)) return false;
  const { began, verdict, target, probes } = value;
  return (
    typeof began === 'number' &&
    isVerdict(verdict) &&
    isRecord(target) &&
    Array.isArray(target['bases']) &&
    target['bases'].every((base) => typeof base === 'string') &&
    Array.isArray(probes) &&
    probes.every(
      (probe: unknown) =>
        isRecord(probe) &&
        /^P\d+$/.test(String(probe['id'])) &&
        typeof probe['name'] === 'string' &&
        isVerdict(probe['verdict']),
    )
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isVerdict(value: unknown): boolean {
  return value === 'pass' || value === 'fail' || value === 'inconclusive';
}

function escaped(text: string): string {
  return Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}
