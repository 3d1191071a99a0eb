import type { Finding } from '../lint/finding.ts';
import { checkText } from '../lint/index.ts';
import type { RuleContext } from './rule.ts';
import { budgetIn } from './settings.ts';

interface Checked {
  readonly text: string;
  readonly file: string;
  readonly budget: number | undefined;
  readonly findings: readonly Finding[];
}

let last: Checked | undefined;

/**
 * What the check finds in the file of a rule's context. The rules of one file are asked one after the other: it is checked
 * once. Throws `TypeError` for settings that say nothing.
 */
export function findingsIn(context: RuleContext): readonly Finding[] {
  const { sourceCode } = context;
  const text = 'text' in sourceCode ? sourceCode.text : undefined;
  if (typeof text !== 'string') return [];
  const file = fileOf(context);
  const budget = budgetIn(context.settings);
  if (last?.text !== text || last.file !== file || last.budget !== budget) {
    last = { text, file, budget, findings: checkText(text, file, budget === undefined ? {} : { budget }) };
  }
  return last.findings;
}

/** As the command line calls it: what stands above the project says nothing about it. */
function fileOf({ filename, cwd }: RuleContext): string {
  const file = filename.replaceAll('\\', '/');
  const above = `${cwd.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  return file.startsWith(above) ? file.slice(above.length) : file;
}
