import type { Verdict } from '../outcome.ts';

/** How a terminal shows that something matters. Without colour, all of it is the text itself. */
export interface Ink {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly of: (verdict: Verdict, text: string) => string;
}

const CODES: Readonly<Record<Verdict, number>> = { pass: 32, fail: 31, inconclusive: 33 };

export function inkOf(color: boolean): Ink {
  const code =
    (on: number, off: number) =>
    (text: string): string =>
      color ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return {
    bold: code(1, 22),
    dim: code(2, 22),
    of: (verdict, text) => code(CODES[verdict], 39)(text),
  };
}
