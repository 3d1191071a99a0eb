import { VARY_CREDENTIALS } from '../http/headers.ts';

/** A `Vary` with the credentials beside what is `given`, each name once. */
export function varying(given: number | string | readonly string[] = []): string {
  const names = [given, VARY_CREDENTIALS].flat().flatMap((one) => `${one}`.split(/\s*,\s*/));
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()].join(', ');
}
