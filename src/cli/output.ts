import type { Sink } from './io.ts';

/** Line breaks, escape sequences, reversed text: a device's name is told by the client, and would reach the terminal. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const UNITS = [
  ['day', 24 * 60 * 60 * 1_000],
  ['hour', 60 * 60 * 1_000],
  ['minute', 60 * 1_000],
] as const;
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** Text that stays on its line and commands no terminal. */
export function clean(text: string): string {
  return text.replace(UNPRINTABLE, '\uFFFD');
}

/** Writes one line. */
export function line(sink: Sink, text: string): void {
  sink.write(`${clean(text)}\n`);
}

/** Says what went wrong, in one line. */
export function complain(sink: Sink, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  line(sink, `curfew: ${message.replace(/\s+/g, ' ')}`);
}

/** Writes a JSON document; what a terminal would take for a command is escaped. */
export function json(sink: Sink, value: unknown): void {
  const text = JSON.stringify(value, null, 2);
  sink.write(`${text.replace(UNPRINTABLE, (one) => (one === '\n' ? one : escaped(one)))}\n`);
}

/** Writes rows in aligned columns. */
export function table(sink: Sink, rows: readonly (readonly string[])[]): void {
  const cells = rows.map((row) => row.map(clean));
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of cells) {
    line(
      sink,
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

/** An instant as people say it: `3 minutes ago`, `in 29 days`. Both in ms since the epoch. */
export function when(instant: number, now: number): string {
  const distance = instant - now;
  for (const [unit, size] of UNITS) {
    if (Math.abs(distance) >= size) return relative.format(Math.trunc(distance / size), unit);
  }
  return distance > 0 ? 'in a moment' : 'just now';
}

/** `1 open session`, `3 open sessions`. */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function escaped(text: string): string {
  return [...Array(text.length).keys()]
    .map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');
}
