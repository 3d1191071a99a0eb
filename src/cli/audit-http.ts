import { readFileSync } from 'node:fs';
import path from 'node:path';
import { renderTerminal } from '../audit/report/terminal.ts';
import { progressPrinter } from '../audit/report/progress.ts';
import type { Edition } from '../audit/report/edition.ts';
import { join } from '../audit/report/join.ts';
import { readRun } from '../audit/report/json.ts';
import type { Outcome } from '../audit/outcome.ts';
import { audit } from '../audit/run.ts';
import { setUp, type Helper } from '../audit/setup/set-up.ts';
import { SetupError } from '../audit/setup-error.ts';
import { findingsOf } from './audit-findings.ts';
import { givenOf, OPTIONS, type HttpLine } from './audit-http-given.ts';
import { outputsOf, writeOutputs } from './audit-outputs.ts';
import { parseLine } from './args.ts';
import type { Io } from './io.ts';
import { look } from './look.ts';
import { clean, line } from './output.ts';
import { version } from './version.ts';

export { help } from './audit-http-help.ts';

const EXIT = { pass: 0, fail: 1, inconclusive: 2 } as const;
const MOST_REQUESTS = 2_000;

/** Answers 0 pass, 1 fail, 2 inconclusive. Throws `UsageError` and `SetupError`, and what Ctrl-C stopped. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const parsed: HttpLine = parseLine('audit http', argv, OPTIONS);
  const { given: flags } = parsed;
  const maxRequests = numberOf(flags['max-requests']);
  const outputs = outputsOf(flags);
  const previous = flags.previous === undefined ? undefined : readRun(textOf(flags.previous), flags.previous);
  const findings = flags.code === undefined ? undefined : findingsOf(textOf(flags.code), flags.code);
  const given = givenOf(parsed, io.env);
  if (given.source.kind === 'record')
    line(
      io.stderr,
      'Sign in, look at a page of yours, and sign out; then close the browser, or press return here.',
    );
  const signal = io.interrupted();
  const allowHosts = flags['allow-host'] ?? [];
  const printer = progressPrinter(io.stderr, () => performance.now());
  let outcome: Outcome;
  let made = 0;
  try {
    const trial: Helper = {
      allowHosts,
      maxRequests,
      signal,
      tell: telling(io),
      counted: (count) => (made += count),
      confirm: (guesses) => confirm(guesses, io, flags.yes === true),
    };
    const plan = await setUp(given, trial);
    erase(io);
    for (const guess of plan.guesses) line(io.stderr, guess);
    const options = {
      allowHosts,
      // What setting up has asked counts too.
      maxRequests: Math.max(1, maxRequests - made),
      probes: flags.probe,
      signal,
      progress: printer.tell,
    };
    outcome = await audit(plan, options);
  } catch (error) {
    printer.close();
    erase(io);
    if (signal.aborted) throw new SetupError('stopped by Ctrl-C: nothing is proven, and nothing was written');
    throw error;
  }
  printer.close();
  const edition: Edition = {
    version: version(),
    plan: given.source.kind === 'plan' ? planName(given.source.name) : undefined,
    sources: findings && join(outcome, findings),
    previous,
  };
  const shown = await writeOutputs(outputs, outcome, edition, io);
  if (!shown) io.stdout.write(renderTerminal(outcome, { ...edition, ...look(io) }));
  return EXIT[outcome.verdict];
}

/** Asks whether the guesses are right. Throws `SetupError` when they are not, or nobody is there to say so. */
async function confirm(guesses: readonly string[], io: Io, yes: boolean): Promise<void> {
  erase(io);
  for (const guess of guesses) line(io.stderr, guess);
  if (yes) return;
  if (!io.ask)
    throw new SetupError(
      'these are guesses; add --yes when they are right, or name what is not by --me, --refresh, --logout',
    );
  const answer = (await io.ask('These are guesses. Go ahead with them? [y/N] ')).trim();
  if (!/^y(es)?$/i.test(answer))
    throw new SetupError('not confirmed; name what is wrong by --me, --refresh, --logout, or write a plan');
}

/** What is being tried: one line that is rewritten where a person looks, and nothing where a file is written. */
function telling(io: Io): (what: string) => void {
  let last = -Infinity;
  return (what) => {
    if (io.stderr.isTTY !== true || performance.now() - last < 80) return;
    last = performance.now();
    const width = Math.max(20, (io.stderr.columns ?? 80) - 1);
    io.stderr.write(`\r\u001B[2K${clean(what).slice(0, width)}`);
  };
}

function erase({ stderr }: Io): void {
  if (stderr.isTTY === true) stderr.write('\r\u001B[2K');
}

function numberOf(text: string | undefined): number {
  if (text === undefined) return MOST_REQUESTS;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new SetupError('--max-requests takes a whole number from 1 on');
  return Number(text);
}

/** As a repository calls it; what lies outside of it is not named. */
function planName(name: string): string | undefined {
  const relative = path.relative(process.cwd(), path.resolve(name)).replaceAll('\\', '/');
  return relative.startsWith('..') || path.isAbsolute(relative) ? undefined : relative;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SetupError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
