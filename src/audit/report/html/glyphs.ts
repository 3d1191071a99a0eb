import type { Verdict } from '../../outcome.ts';
import type { Tone } from '../tone.ts';
import { markup, trusted, type Markup } from './markup.ts';

/** In a square of 16. A shape of its own for each, so that nobody needs to see the colour. */
const PATHS: Readonly<Record<Tone | 'login' | 'logout', string>> = {
  good: 'M4.5 8.4l2.4 2.4 4.6-5.2',
  bad: 'M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6',
  unclear: 'M6 6.3a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3M8 11.6v.1',
  allowed: 'M8 4.6v4.2M8 11.4v.1',
  expected: 'M8 5.6a2.4 2.4 0 1 0 0 4.8a2.4 2.4 0 1 0 0-4.8',
  shut: 'M5 8h6',
  login: 'M6.6 4.9L11.6 8 6.6 11.1z',
  logout: 'M5.6 5.6h4.8v4.8H5.6z',
};

export const TONE_OF: Readonly<Record<Verdict, Tone>> = {
  pass: 'good',
  fail: 'bad',
  inconclusive: 'unclear',
};

/** The mark of a tone. It says nothing to a screen reader: the word stands beside it. */
export function glyph(tone: Tone | 'login' | 'logout', size: number = 16): Markup {
  return markup`<svg
    class="glyph"
    data-tone="${tone}"
    width="${size}"
    height="${size}"
    viewBox="0 0 16 16"
    aria-hidden="true"
  >
    <circle cx="8" cy="8" r="8" />
    <path d="${trusted(PATHS[tone])}" />
  </svg>`;
}

/** The icon of Curfew. */
export const LOGO: Markup = trusted(
  '<svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#4a50d6"/><path d="M21.6 19.6A8.4 8.4 0 0 1 12.4 8.4a8.4 8.4 0 1 0 9.2 11.2z" fill="#fff"/><circle cx="21.5" cy="10.5" r="1.6" fill="#ffd98a"/></svg>',
);
