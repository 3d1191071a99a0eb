import type { Checked } from './index.ts';
import type { Finding } from './finding.ts';
import { messageOf } from './message.ts';

/** How a terminal shows that something matters. Without colour, all of it is the text itself. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly of: (level: Finding['level'], text: string) => string;
}

export interface ShowOptions {
  readonly paint: Paint;
  /** Columns. */
  readonly width: number;
  readonly textOf: (file: string) => string;
}

/** What was found, as a compiler says it: the place, what is wrong, the line with a mark under it, and what to do. */
export function renderFindings({ findings, files, unreadable }: Checked, options: ShowOptions): string {
  const blocks = findings.map((one) => block(one, options));
  const left = unreadable.map(({ file, reason }) => `${file}: not read: ${oneLine(reason)}`);
  return [...blocks, ...left, summary(findings, files)].map((one) => `${one}\n`).join('');
}

function block(finding: Finding, { paint, width, textOf }: ShowOptions): string {
  const { file, line, column, level, rule, fix } = finding;
  return [
    `${paint.bold(`${oneLine(file)}:${line}:${column}`)} ${paint.of(level, level)} ${rule}`,
    ...wrapped(messageOf(finding), width - 2).map((one) => `  ${one}`),
    ...excerpt(finding, textOf(file), width).map((one) => paint.dim(one)),
    ...(fix
      ? wrapped(`${fix.safe ? 'fix (--fix)' : 'fix'}: ${fix.title}`, width - 2).map((one) => `  ${one}`)
      : []),
    '',
  ].join('\n');
}

/** The line, and marks under what is meant. Tabs are one column wide. */
function excerpt({ line, column, endColumn }: Finding, text: string, width: number): string[] {
  const source = text.split(/\r?\n/)[line - 1];
  if (source === undefined) return [];
  const gutter = `  ${line} | `;
  const room = Math.max(20, width - gutter.length);
  const indent = source.length - source.trimStart().length;
  // A long line is shown from where it matters.
  const from =
    source.length > room ? Math.min(column - 1, Math.max(0, source.length - room)) : Math.max(0, indent - 2);
  const shown = oneLine(source.slice(from, from + room)).replaceAll('\t', ' ');
  const at = Math.max(0, column - 1 - from);
  const marks = Math.max(1, Math.min(endColumn - column, shown.length - at));
  return [`${gutter}${shown}`, `${' '.repeat(gutter.length - 2)}| ${' '.repeat(at)}${'^'.repeat(marks)}`];
}

function summary(findings: readonly Finding[], files: number): string {
  const where = `in ${counted(files, 'file')}`;
  if (findings.length === 0) return `Nothing found ${where}.`;
  const parts = (['error', 'warning', 'info'] as const).flatMap((level) => {
    const count = findings.filter((one) => one.level === level).length;
    return count === 0 ? [] : [level === 'info' ? counted(count, 'hint') : counted(count, level)];
  });
  const safe = findings.filter(({ fix }) => fix?.safe === true && fix.edits.length > 0).length;
  return `${parts.join(', ')} ${where}.${safe === 0 ? '' : ` --fix mends ${safe} of them.`}`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of oneLine(text).split(' ')) {
    if (current !== '' && current.length + word.length + 1 > Math.max(20, width)) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
}

/** Source code must not command the terminal. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) => (one === '\t' ? one : '\uFFFD'));
}
