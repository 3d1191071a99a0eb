/** What no eye sees, and what turns text around: control and format characters, line and paragraph ends, halves of a pair. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;
const KEPT = new Set(['\n', '\t']);

/**
 * `text` with everything invisible made visible, so that what a hostile server answered can neither hide nor turn around what
 * stands beside it, command a terminal, or be refused by a parser. Line feeds and tabs stay.
 */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(INVISIBLE, (one) => (KEPT.has(one) ? one : pictureOf(one)));
}

/** The same on one line. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/gu, ' ').trim());
}

/** Cut to `most` characters (code points), with a mark where something is left out. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const points = Array.from(text.slice(0, most * 2));
  return points.length <= most ? text : `${points.slice(0, Math.max(0, most - 1)).join('')}…`;
}

function pictureOf(one: string): string {
  const code = one.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
