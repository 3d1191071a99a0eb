import { header, headersNamed, type Pairs } from '../network/content.ts';

/** What the browser's cache may do with an answer (RFC 9111). */
export interface Keeping {
  /** Whether it may be kept at all. */
  readonly stored: boolean;
  /** For so long it may be shown again without asking, ms. */
  readonly freshFor: number;
}

/** Of the age of a page as much is taken for its freshness when nothing else is said, as browsers do. */
const HEURISTIC = 0.1;

/** Reads the headers of an answer to a GET. `now` in ms since the epoch. */
export function keepingOf(headers: Pairs, now: number = Date.now()): Keeping {
  const control = directives(headers);
  if (control.has('no-store')) return { stored: false, freshFor: 0 };
  const again =
    control.has('no-cache') ||
    (control.size === 0 && /no-cache/i.test(header(headers, 'pragma') ?? '')) ||
    headersNamed(headers, 'vary').some((value) => value.includes('*'));
  return { stored: true, freshFor: again ? 0 : Math.max(0, lifetime(headers, control, now)) };
}

function lifetime(headers: Pairs, control: ReadonlyMap<string, string>, now: number): number {
  const at = instant(headers, 'date') ?? now;
  const age = Number(header(headers, 'age') ?? 0) * 1_000;
  const given = Number(control.get('max-age') ?? Number.NaN);
  if (!Number.isNaN(given)) return given * 1_000 - age;
  // One that cannot be read has expired.
  if (header(headers, 'expires') !== undefined) return (instant(headers, 'expires') ?? 0) - at - age;
  const changed = instant(headers, 'last-modified');
  return changed === undefined ? 0 : (at - changed) * HEURISTIC - age;
}

function directives(headers: Pairs): Map<string, string> {
  const all = headersNamed(headers, 'cache-control').join(',').toLowerCase().split(',');
  return new Map(
    all.flatMap((one): [string, string][] => {
      const [name = '', value = ''] = one.trim().split('=');
      return name === '' ? [] : [[name, value.replaceAll('"', '')]];
    }),
  );
}

function instant(headers: Pairs, name: string): number | undefined {
  const at = Date.parse(header(headers, name) ?? '');
  return Number.isNaN(at) ? undefined : at;
}
