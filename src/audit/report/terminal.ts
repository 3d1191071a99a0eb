import type { Outcome, ProbeResult } from '../outcome.ts';
import type { Edition } from './edition.ts';
import { inkOf, type Ink } from './ink.ts';
import { terminalMatrix } from './terminal-matrix.ts';
import { trendSince } from './trend.ts';
import { oneLine } from './visible.ts';
import { count, howLong, instant, tally, VERDICTS, worstCase } from './words.ts';
import { columnsOf, fitted, padded, wrapped } from './wrap.ts';

export interface TerminalOptions extends Partial<Pick<Edition, 'sources' | 'previous'>> {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
}

/** Of the names of the probes, columns at most. */
const NAMES = 28;

/**
 * The outcome for a terminal: the plain sentence first, then the probes, the matrix, the worst case and what to do next.
 * Marks and words say what colours say. Ends with a line feed; no line is wider than `width` (40 at least).
 */
export function renderTerminal(outcome: Outcome, options: TerminalOptions): string {
  const ink = inkOf(options.color);
  const width = Math.max(40, options.width);
  const { mark, logout } = VERDICTS[outcome.verdict];
  const worst = worstCase(outcome);
  const blocks = [
    [
      ...wrapped(oneLine(outcome.summary), width).map(ink.bold),
      ...wrapped(aboutOf(outcome), width).map(ink.dim),
    ],
    probeLines(outcome, width, ink),
    terminalMatrix(outcome, width, ink),
    worst && hanging('Worst case  ', oneLine(worst.words), width, ink.bold),
    adviceLines(outcome, options, width, ink),
    trendLines(outcome, options, width),
    hanging(`${mark} logout: ${logout}  `, `(${tallied(outcome)})`, width, (text) =>
      ink.of(outcome.verdict, text),
    ),
  ];
  return `${blocks
    .filter((block) => block !== undefined && block.length > 0)
    .map((block) => block?.join('\n'))
    .join('\n\n')}\n`;
}

function aboutOf({ target, began, ended, requests }: Outcome): string {
  const made = `${requests.made} of at most ${count(requests.most, 'request')}`;
  return oneLine(`${target.bases.join(', ')} · ${instant(began)} · ${howLong(ended - began)} · ${made}`);
}

function tallied(outcome: Outcome): string {
  const { pass, fail, inconclusive, notRun } = tally(outcome);
  return `${fail} failed, ${inconclusive} inconclusive, ${pass} passed, ${notRun} not run`;
}

function probeLines({ probes, notRun }: Outcome, width: number, ink: Ink): string[] {
  const names = [...probes, ...notRun].map(({ name }) => columnsOf(oneLine(name)));
  const column = Math.min(NAMES, width - 25, Math.max(0, ...names));
  const ran = probes.flatMap(({ id, name, verdict, evidence }) => {
    const { mark } = VERDICTS[verdict];
    const head = `${mark} ${id}  ${padded(fitted(oneLine(name), column), column)}  `;
    return hanging(head, oneLine(evidence), width, (text) => ink.of(verdict, text));
  });
  const rest = notRun.flatMap(({ id, name, reason }) =>
    hanging(
      `- ${id}  ${padded(fitted(oneLine(name), column), column)}  `,
      `not run: ${oneLine(reason)}`,
      width,
      ink.dim,
    ),
  );
  return [...ran, ...rest];
}

function adviceLines(
  { probes, notRun }: Outcome,
  { sources }: TerminalOptions,
  width: number,
  ink: Ink,
): string[] {
  const wanted = probes.filter(({ verdict }) => verdict !== 'pass');
  const lines = wanted.flatMap((probe) => adviceOn(probe, sources, width));
  if (notRun.length > 0) {
    lines.push('To run the others:');
    for (const { id, configure } of notRun) lines.push(...hanging(`${id}  `, oneLine(configure), width));
  }
  return lines.length > 0 ? [ink.bold('What to do next'), ...lines] : [];
}

function adviceOn(
  { id, fix, verdict, notes }: ProbeResult,
  sources: Edition['sources'],
  width: number,
): string[] {
  const what = fix ?? notes[0] ?? (verdict === 'fail' ? 'See the report.' : 'Nobody can say yet.');
  const [source] = sources?.[id] ?? [];
  const place = source && `${source.file}:${source.line} (${source.rule})`;
  return [
    ...hanging(`${id}  `, oneLine(what), width),
    ...(place === undefined ? [] : hanging('     ', `Likely in ${oneLine(place)}`, width)),
  ];
}

function trendLines(outcome: Outcome, { previous }: TerminalOptions, width: number): string[] {
  if (!previous) return [];
  const { since, fixed, fresh, same, lost, elsewhere } = trendSince(previous, outcome);
  const named = (what: string, probes: readonly { readonly id: string }[]): string[] =>
    probes.length > 0 ? [`${what} ${probes.map(({ id }) => id).join(', ')}`] : [];
  const changes = [
    ...named('new', fresh),
    ...named('fixed', fixed),
    ...named('as before', same),
    ...named('no longer known', lost),
  ];
  const other = elsewhere ? ' (of another application)' : '';
  const text = `${changes.join('; ') || 'nothing failed, then or now'}.`;
  return hanging(`Since ${instant(since)}${other}: `, text, width, undefined, 4);
}

/** `head` and `text`, which goes on below itself, or after `indent` spaces. */
function hanging(
  head: string,
  text: string,
  width: number,
  paint: (text: string) => string = (plain) => plain,
  indent: number = head.length,
): string[] {
  if (indent < head.length) {
    const [first = '', ...more] = wrapped(head + text, width - indent);
    return [first, ...more.map((line) => ' '.repeat(indent) + line)];
  }
  const lines = wrapped(text, Math.max(16, width - indent));
  return lines.map((line, at) => (at === 0 ? paint(head) + line : ' '.repeat(indent) + line));
}
