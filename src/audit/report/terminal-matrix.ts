import type { Outcome, Verdict } from '../outcome.ts';
import type { Ink } from './ink.ts';
import { gridOf, type Look } from './matrix.ts';
import { TONES, type Tone } from './tone.ts';
import { oneLine } from './visible.ts';
import { columnsOf, padded, wrapped } from './wrap.ts';

const GAP = 2;
const INKS: Readonly<Partial<Record<Tone, Verdict>>> = { bad: 'fail', good: 'pass', unclear: 'inconclusive' };

/** A line of a cell, and how it is painted. */
interface Line {
  readonly text: string;
  readonly verdict?: Verdict | undefined;
}

/** The matrix in lines of at most `width` columns. Moments that do not fit beside the others get a table of their own below. */
export function terminalMatrix(outcome: Outcome, width: number, ink: Ink): string[] {
  const { moments, rows } = gridOf(outcome);
  const names = rows.map(({ credential }) => columnsOf(oneLine(credential)));
  const first = Math.min(Math.floor(width * 0.36), Math.max(10, ...names));
  const words = rows.flatMap(({ cells }) => cells.flat().map(({ tone }) => columnsOf(wordOf(tone))));
  const least = Math.max(13, ...words);
  const most = Math.max(1, Math.floor((width - first) / (least + GAP)));
  const column = Math.max(
    least,
    Math.floor((width - first) / Math.min(most, Math.max(1, moments.length))) - GAP,
  );
  const lines: string[] = [];
  for (let from = 0; from < moments.length; from += most) {
    if (lines.length > 0) lines.push('');
    const heads = moments.slice(from, from + most);
    const bold: Ink['of'] = (_verdict, text) => ink.bold(text);
    lines.push(
      ...rowLines(
        '',
        heads.map((head) => headOf(head, column)),
        first,
        column,
        bold,
      ),
    );
    for (const { credential, cells } of rows) {
      const looks = cells.slice(from, from + most).map((cell) => cellOf(cell, column));
      lines.push(...rowLines(oneLine(credential), looks, first, column, ink.of));
    }
  }
  return lines;
}

function headOf(head: string, column: number): Line[] {
  return wrapped(oneLine(head), column).map((text) => ({ text, verdict: 'pass' }));
}

function cellOf(looks: readonly Look[], column: number): Line[] {
  if (looks.length === 0) return [{ text: '·' }];
  return looks.flatMap(({ tone, when }) => [
    { text: wordOf(tone), verdict: INKS[tone] },
    ...wrapped(oneLine(when.join(', ')), column - GAP).map((text) => ({ text: ' '.repeat(GAP) + text })),
  ]);
}

function rowLines(
  name: string,
  cells: readonly (readonly Line[])[],
  first: number,
  column: number,
  paint: Ink['of'],
): string[] {
  const names = wrapped(name, first);
  const height = Math.max(names.length, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) => {
    let line = padded(names[row] ?? '', first);
    for (const [at, lines] of cells.entries()) {
      const { text, verdict } = lines[row] ?? { text: '' };
      const filling = at < cells.length - 1 ? ' '.repeat(Math.max(0, column - columnsOf(text))) : '';
      line +=
        ' '.repeat(text === '' && filling === '' ? 0 : GAP) +
        (verdict ? paint(verdict, text) : text) +
        filling;
    }
    return line.trimEnd();
  });
}

function wordOf(tone: Tone): string {
  return `${TONES[tone].mark} ${TONES[tone].word}`;
}
