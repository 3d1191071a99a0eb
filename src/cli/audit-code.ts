import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inkOf } from '../audit/report/ink.ts';
import { SetupError } from '../audit/setup-error.ts';
import type { Finding, Level } from '../lint/finding.ts';
import { applyFixes } from '../lint/fix.ts';
import { checkPaths, type Checked } from '../lint/index.ts';
import { renderSarif } from '../lint/sarif.ts';
import { renderFindings, type Paint } from '../lint/terminal.ts';
import { parseLine, shown } from './args.ts';
import { UsageError, type Io } from './io.ts';
import { look } from './look.ts';
import { checkPlace, replaceFile } from './output-file.ts';
import { count, json, line } from './output.ts';
import { version } from './version.ts';

export const help = `Reads JavaScript and TypeScript, and says where a logout ends nothing.

Usage: curfew audit code PATH… [options]

  PATH             files and folders; all of them are one program
  --level LEVEL    shows error, warning (and errors), or info (everything); default info
  --budget TIME    how long a token may outlive its logout: 15m, 1h, 0s; default 0s
  --fix            applies the fixes that are safe, and says which
  --json FILE      { "findings", "files", "unreadable" }; - is the standard output
  --sarif FILE     SARIF 2.1.0, for code scanning

A line that is right as it is: // curfew-ignore-next-line RULE -- why, above it. Without a reason it does nothing.
Exit codes: 0 no error was found; 1 there is one; 3 wrong usage, or a file could not be read or written.
`;

const OPTIONS = { json: 'text', sarif: 'text', fix: 'boolean', level: 'string', budget: 'string' } as const;
const LEVELS: readonly Level[] = ['error', 'warning', 'info'];
/** As often as ESLint. */
const PASSES = 10;

/** Answers 0 where no error is left, else 1. Throws `UsageError` and `SetupError`. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const { given, operands, rest = [] } = parseLine('audit code', argv, OPTIONS);
  const paths = [...operands, ...rest];
  if (paths.length === 0)
    throw new UsageError('which code? give files or folders; see curfew audit code --help');
  const levels = levelsOf(given.level);
  const budget = spanOf(given.budget);
  const outputs = [given.json, given.sarif].filter((one) => one !== undefined);
  if (new Set(outputs.map((one) => (one === '-' ? one : path.resolve(one)))).size < outputs.length)
    throw new UsageError('two reports cannot go to one place');
  for (const file of outputs) if (file !== '-') checkPlace(file);
  let checked = await checkedIn(paths, budget);
  let mended = 0;
  // Of two fixes in one place one is applied, and what is mended may show another mistake.
  for (let pass = 0, now = 1; given.fix === true && now > 0 && pass < PASSES; pass += 1) {
    now = mend(checked.findings, io);
    mended += now;
    if (now > 0) checked = await checkedIn(paths, budget);
  }
  if (mended > 0)
    line(
      io.stderr,
      `${count(mended, 'fix').replace('fixs', 'fixes')} applied; check what changed before you commit it`,
    );
  const visible = { ...checked, findings: checked.findings.filter(({ level }) => levels.includes(level)) };
  write(visible, given, io);
  return visible.findings.some(({ level }) => level === 'error') ? 1 : 0;
}

/** Throws `SetupError` where there is no code: that nothing was found there would look like good news. */
async function checkedIn(paths: readonly string[], budget: number): Promise<Checked> {
  const checked = await checkPaths(paths, { budget }).catch((error: unknown) => {
    throw new SetupError(error instanceof Error ? error.message : String(error));
  });
  if (checked.files === 0 && checked.unreadable.length === 0) {
    throw new SetupError(
      `there is no JavaScript or TypeScript in ${paths.join(', ')}; builds (dist, build …), tests and what .gitignore names are left out unless you name the folder itself`,
    );
  }
  return checked;
}

/** Applies what is safe, each file at once. Answers how many fixes there were. */
function mend(findings: readonly Finding[], io: Io): number {
  const files = new Set(findings.filter(({ fix }) => fix?.safe === true).map(({ file }) => file));
  let mended = 0;
  for (const file of files) {
    const { text, applied } = applyFixes(
      textOf(file),
      findings.filter((one) => one.file === file),
    );
    if (applied.length === 0) continue;
    replaceFile(file, startsWithMark(file) ? `\uFEFF${text}` : text);
    mended += applied.length;
    for (const one of applied)
      line(io.stderr, `mended ${file}:${one.line} ${one.rule}: ${one.fix?.title ?? ''}`);
  }
  return mended;
}

function write(checked: Checked, { json: asJson, sarif }: { json?: string; sarif?: string }, io: Io): void {
  const { findings, files, unreadable } = checked;
  const report = { findings, files, unreadable };
  if (asJson === '-') json(io.stdout, report);
  else if (asJson !== undefined) replaceFile(asJson, `${JSON.stringify(report, null, 2)}\n`);
  if (sarif !== undefined) {
    const text = renderSarif(findings, { version: version(), textOf });
    if (sarif === '-') io.stdout.write(text);
    else replaceFile(sarif, text);
  }
  if (asJson === '-' || sarif === '-') return;
  const { color, width } = look(io);
  io.stdout.write(renderFindings(checked, { paint: paintOf(color), width, textOf }));
}

function paintOf(color: boolean): Paint {
  const { bold, dim, of } = inkOf(color);
  const verdicts = { error: 'fail', warning: 'inconclusive', info: 'pass' } as const;
  return { bold, dim, of: (level, text) => of(verdicts[level], text) };
}

function startsWithMark(file: string): boolean {
  return readFileSync(file, 'utf8').startsWith('\uFEFF');
}

/** A byte-order mark is no part of the text that was checked. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new SetupError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function levelsOf(text: string | undefined): readonly Level[] {
  if (text === undefined) return LEVELS;
  const at = LEVELS.findIndex((one) => one === text);
  if (at < 0) throw new UsageError(`--level takes error, warning or info, not ${shown(text)}`);
  return LEVELS.slice(0, at + 1);
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 };

/** `15m` in ms. */
function spanOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const [, number, unit = ''] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  if (number === undefined) throw new UsageError('--budget takes a time such as 15m, 1h or 0s');
  return Number(number) * (UNITS[unit] ?? 1);
}
