import type { Finding, Fix } from '../lint/finding.ts';
import { messageOf } from '../lint/message.ts';

/** What a rule reports, as ESLint and oxlint take it. */
export interface Problem extends Partial<Suggestion> {
  readonly message: string;
  readonly loc: { readonly start: Place; readonly end: Place };
  readonly suggest?: (Suggestion & { readonly desc: string })[];
}

/** Lines from 1, columns from 0. */
interface Place {
  readonly line: number;
  readonly column: number;
}

interface Suggestion {
  readonly fix: (fixer: Fixer) => Edit[];
}

interface Fixer {
  replaceTextRange(range: Edit['range'], text: string): Edit;
}

interface Edit {
  readonly range: [start: number, end: number];
  readonly text: string;
}

/** A finding as a problem: a safe fix is applied by `--fix`, another edit is suggested, and advice is said. */
export function problemOf(finding: Finding): Problem {
  const { line, column, endLine, endColumn, fix } = finding;
  const loc = { start: { line, column: column - 1 }, end: { line: endLine, column: endColumn - 1 } };
  const message = messageOf(finding);
  if (!fix) return { message, loc };
  if (fix.edits.length === 0) return { message: `${message} ${fix.title}`, loc };
  const edit = editing(fix);
  return fix.safe ? { message, loc, fix: edit } : { message, loc, suggest: [{ desc: fix.title, fix: edit }] };
}

function editing({ edits }: Fix): Suggestion['fix'] {
  return (fixer) => edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text));
}
