/** The word that was probably meant; undefined when none is near. */
export function nearest<W extends string>(typed: string, words: readonly W[]): W | undefined {
  if (typed.length > 40) return undefined;
  const small = typed.toLowerCase();
  const ranked = words
    // What was begun rightly is meant rather than what is as near otherwise.
    .map((word) => ({
      word,
      far: distance(small, word.toLowerCase()) - (word.toLowerCase().startsWith(small) ? 0.5 : 0),
    }))
    .toSorted((a, b) => a.far - b.far);
  const [first] = ranked;
  return first && first.far <= Math.max(1, Math.floor(first.word.length / 3)) ? first.word : undefined;
}

/** How many letters have to be changed, put in or taken out (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let line = 0; line < one.length; line += 1) {
    const next = [line + 1];
    for (let at = 1; at <= other.length; at += 1) {
      const change = (row[at - 1] ?? 0) + (one[line] === other[at - 1] ? 0 : 1);
      next.push(Math.min(change, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
