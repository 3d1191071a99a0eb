/** What stands for a secret in an outcome: `<access #1>`, `<cookie sid #2>`. */
const PLACEHOLDER = /<([A-Za-z][\w .:-]{0,60}?)(?: #(\d{1,6}))?>/g;
/** Those of which there is one: what is personal, a token that nobody captured, and what stood where a secret stands. */
const UNNUMBERED = new Set(['canary', 'token', 'hidden']);

/** A piece of a text: itself, or what stands for a secret, by its kind and number. */
export type Piece = { readonly text: string } | { readonly kind: string; readonly number: string };

/** Takes a text of an outcome apart. `<b>` is a text: a placeholder has a number, or is one of a few. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const [whole, kind = '', number = ''] = match;
    if (number === '' && !UNNUMBERED.has(kind)) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ kind, number });
    from = match.index + whole.length;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** The text with every placeholder made the same, so that two runs can be compared. */
export function withoutNumbers(text: string): string {
  return piecesOf(text)
    .map((piece) => ('text' in piece ? piece.text : '<>'))
    .join('');
}

/**
 * Names shell variables for the secrets of one request: `ACCESS` for the first access token in it, whatever its number in
 * the outcome, and `ACCESS_2` for another one.
 */
export class Variables {
  readonly #names = new Map<string, { readonly name: string; readonly kind: string }>();

  /** The name for a placeholder: the same for the same one. */
  of({ kind, number }: { readonly kind: string; readonly number: string }): string {
    const known = this.#names.get(`${kind} #${number}`);
    if (known) return known.name;
    const base = kind
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '');
    const taken = new Set([...this.#names.values()].map(({ name }) => name));
    let name = base;
    for (let count = 2; taken.has(name); count += 1) name = `${base}_${count}`;
    this.#names.set(`${kind} #${number}`, { name, kind });
    return name;
  }

  /** Those that were named, in that order. */
  all(): { readonly name: string; readonly kind: string }[] {
    return [...this.#names.values()];
  }
}
