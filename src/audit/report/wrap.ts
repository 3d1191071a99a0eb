const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** How many columns of a terminal `text` takes. */
export function columnsOf(text: string): number {
  return Array.from(text).reduce((sum, one) => sum + (/\p{M}/u.test(one) ? 0 : WIDE.test(one) ? 2 : 1), 0);
}

/** `text` filled up with spaces to `columns`. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** `text` cut to `columns`, with a mark where something is left out. */
export function fitted(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  return `${inPieces(text, Math.max(1, columns - 1))[0] ?? ''}…`;
}

/** `text` in lines of at most `columns`; a word that is longer is cut. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => inPieces(one, columns))) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

function inPieces(word: string, columns: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const one of word) {
    if (piece !== '' && columnsOf(piece + one) > columns) {
      pieces.push(piece);
      piece = '';
    }
    piece += one;
  }
  return piece === '' ? pieces : [...pieces, piece];
}
