const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
  ['\n', '&#10;'],
  ['\t', '&#9;'],
]);

/** A text for HTML or XML, in which each of the characters that `which` matches is written as an entity. */
export function escaped(text: string, which: RegExp): string {
  return text.replace(which, (one) => ENTITIES.get(one) ?? '');
}
