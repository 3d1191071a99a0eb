import type { Finding } from '../../src/core/finding.ts';
import type { NodeSeen } from '../../src/cli/nodes.ts';
import { run } from './cli.ts';

export interface Diagnosis {
  readonly store: { readonly name: string; readonly at: string };
  readonly log?: Readonly<Record<string, unknown>>;
  readonly findings: readonly Finding[];
  readonly nodes: readonly NodeSeen[];
}

/** What `curfew doctor --json` finds; its exit code must be that of what it found. */
export async function doctor(store: string): Promise<Diagnosis> {
  const { code, out, err } = await run(['doctor', '--store', store, '--json']);
  if (out === '') throw new Error(err);
  const diagnosis = JSON.parse(out) as Diagnosis;
  const problems = diagnosis.findings.filter(({ level }) => level === 'problem').length;
  if (code !== (problems > 0 ? 1 : 0)) throw new Error(`exit code ${code} with ${problems} problems`);
  return diagnosis;
}

/** What was found that is not as it should be: `problem eviction` …; each must come with what to do about it. */
export async function complaints(store: string): Promise<string[]> {
  const { findings } = await doctor(store);
  const bad = findings.filter(({ level }) => level !== 'ok');
  const helpless = bad.filter(({ mend }) => mend === undefined || mend === '');
  if (helpless.length > 0) throw new Error(`no mend: ${JSON.stringify(helpless)}`);
  return bad.map(({ level, check, message }) => `${level} ${check}: ${message}`);
}
