/** All forms are at least as long as this, and are found by their beginning. */
const HEAD = 4;
/** A password such as "admin" is a word too: that short, it is replaced where it stands alone. */
const WORD = /^[A-Za-z0-9]{1,5}$/;
const LETTER = /[A-Za-z0-9]/;

/** What stands for a secret. It may yet be called otherwise, in all its forms at once. */
export interface Name {
  text: string;
}

interface Form {
  readonly text: string;
  readonly name: Name;
}

/** Replaces texts by their names in one pass, however many there are. */
export class Concealer {
  readonly #byHead = new Map<string, Form[]>();

  /** Remembers that `text` is to be shown as `name`. Who comes first names a text. */
  learn(text: string, name: Name): void {
    if (text.length < HEAD) return;
    const head = text.slice(0, HEAD);
    const forms = this.#byHead.get(head) ?? [];
    if (forms.some((form) => form.text === text)) return;
    // The longest first, so that a secret which begins like another is not cut in the middle.
    const place = forms.findIndex((form) => form.text.length < text.length);
    forms.splice(place < 0 ? forms.length : place, 0, { text, name });
    this.#byHead.set(head, forms);
  }

  /** Nothing of a secret stays, even where two overlap: then the longer one's name stands for both. */
  conceal(text: string): string {
    let shown = '';
    let from = 0;
    for (const { start, end, name } of this.#found(text)) {
      shown += text.slice(from, start) + name.text;
      from = end;
    }
    return shown + text.slice(from);
  }

  /** The stretches of a text that are hidden, in order; none touches another. */
  #found(text: string): { start: number; end: number; name: Name }[] {
    const found: { start: number; end: number; length: number; name: Name }[] = [];
    for (let start = 0; start + HEAD <= text.length; start += 1) {
      const form = this.#at(text, start);
      if (!form) continue;
      const { length } = form.text;
      const last = found.at(-1);
      if (!last || start >= last.end) found.push({ start, end: start + length, length, name: form.name });
      else {
        last.end = Math.max(last.end, start + length);
        if (length > last.length) Object.assign(last, { length, name: form.name });
      }
    }
    return found;
  }

  #at(text: string, at: number): Form | undefined {
    return this.#byHead.get(text.slice(at, at + HEAD))?.find((form) => {
      if (!text.startsWith(form.text, at)) return false;
      return !WORD.test(form.text) || standsAlone(text, at, at + form.text.length);
    });
  }
}

function standsAlone(text: string, start: number, end: number): boolean {
  return !LETTER.test(text[start - 1] ?? '') && !LETTER.test(text[end] ?? '');
}
