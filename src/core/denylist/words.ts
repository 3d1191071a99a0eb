/** How many words are kept once for all entries; further ones are spelt out in each. */
const MOST = 4_096;

/** Words that many entries share (issuers, reasons), each as a small number. */
export class Words {
  readonly #codes = new Map<string, number>();
  readonly #words: string[] = [];

  /** The number of a word, from 1 on; 0 when there are too many already. */
  codeOf(word: string): number {
    const code = this.#codes.get(word);
    if (code !== undefined) return code;
    if (this.#words.length >= MOST) return 0;
    this.#words.push(word);
    this.#codes.set(word, this.#words.length);
    return this.#words.length;
  }

  wordOf(code: number): string {
    const word = this.#words[code - 1];
    if (word === undefined) throw new RangeError('a word that was never kept');
    return word;
  }
}
