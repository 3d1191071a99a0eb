import type { Cell, Outcome } from '../outcome.ts';
import { BEFORE, toneOfCell, type Tone } from './tone.ts';

/** What a credential was, and when: nothing is said of the time where the column says it all. */
export interface Look {
  readonly tone: Tone;
  readonly when: readonly string[];
}

/** Every credential at every moment, in order of appearance. */
export interface Grid {
  readonly moments: readonly string[];
  readonly rows: readonly {
    readonly credential: string;
    /** One per moment, empty where nobody looked; what was alike is one look. */
    readonly cells: readonly (readonly Look[])[];
  }[];
}

const WORST: readonly Tone[] = ['bad', 'unclear', 'allowed', 'expected', 'shut', 'good'];
const ORDER = ['before logout', 'after logout'];

/** The matrix of `outcome`. What came after a logout is one moment, whichever logout it was and however long ago. */
export function gridOf(outcome: Outcome): Grid {
  const cells = outcome.matrix.map((cell) => ({
    ...placeOf(cell),
    ...cell,
    tone: toneOfCell(outcome, cell),
  }));
  const found = [...new Set(cells.map(({ column }) => column))];
  const moments = [
    ...ORDER.filter((one) => found.includes(one)),
    ...found.filter((one) => !ORDER.includes(one)),
  ];
  const rows = [...new Set(cells.map(({ credential }) => credential))].map((credential) => ({
    credential,
    cells: moments.map((moment) =>
      looksOf(cells.filter((cell) => cell.credential === credential && cell.column === moment)),
    ),
  }));
  return { moments, rows };
}

/** The worst first: nothing open hides behind something shut. */
function looksOf(cells: readonly { readonly tone: Tone; readonly when: string }[]): Look[] {
  return WORST.flatMap((tone) => {
    const alike = cells.filter((cell) => cell.tone === tone);
    const when = [...new Set(alike.map((cell) => cell.when).filter((one) => one !== ''))];
    return alike.length > 0 ? [{ tone, when }] : [];
  });
}

/** The column of a moment, and what is left to say of it: "everywhere" of "after logout everywhere". */
function placeOf({ moment }: Cell): { column: string; when: string } {
  if (BEFORE.test(moment)) return { column: 'before logout', when: '' };
  const [, how] = /^(?:right )?after (?:the )?logout\b ?(.*)$/i.exec(moment) ?? [];
  if (how !== undefined) return { column: 'after logout', when: how };
  const [, later] = /^(.+) after(?: (?:the )?logout)?$/i.exec(moment) ?? [];
  return later === undefined
    ? { column: moment, when: '' }
    : { column: 'after logout', when: `${later} after` };
}
