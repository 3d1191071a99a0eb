import type { Outcome, Verdict } from '../outcome.ts';
import { VERDICTS } from './words.ts';

const LABEL = 'logout';
/** Dark enough for white letters. */
const COLOURS: Readonly<Record<Verdict, string>> = {
  pass: '#0d7a4c',
  fail: '#bd2433',
  inconclusive: '#5b5f6d',
};

/** `logout: final` on green, `logout: not final` on red, `logout: unclear` on grey. */
export function renderBadge({ verdict }: Pick<Outcome, 'verdict'>): string {
  const message = VERDICTS[verdict].logout;
  const [left, right] = [widthOf(LABEL) + 20, widthOf(message) + 20];
  const text = `${LABEL}: ${message}`;
  const word = (what: string, x: number): string =>
    `<text x="${x}" y="14" textLength="${widthOf(what)}" text-anchor="middle">${what}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${text}">
  <title>${text}</title>
  <clipPath id="r"><rect width="${left + right}" height="20" rx="5"/></clipPath>
  <g clip-path="url(#r)">
    <rect width="${left}" height="20" fill="#2b2e3a"/>
    <rect x="${left}" width="${right}" height="20" fill="${COLOURS[verdict]}"/>
  </g>
  <g fill="#fff" font-family="Verdana,'DejaVu Sans',Geneva,sans-serif" font-size="11">
    ${word(LABEL, left / 2)}
    ${word(message, left + right / 2)}
  </g>
</svg>
`;
}

/** What shields.io wants of an endpoint badge. */
export function renderBadgeEndpoint({ verdict }: Pick<Outcome, 'verdict'>): string {
  const endpoint = {
    schemaVersion: 1,
    label: LABEL,
    message: VERDICTS[verdict].logout,
    color: COLOURS[verdict].slice(1),
  };
  return `${JSON.stringify(endpoint, null, 2)}\n`;
}

/** Of 11 px Verdana, near enough: the text is fitted into it. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, one) => sum + (/[fijlrt ]/.test(one) ? 4.6 : 7), 0);
}
