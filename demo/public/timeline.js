/** How many requests are remembered; the page never holds more cells. */
const LENGTH = 120;

/** The thief's requests as a row of cells: the newest comes in on the right, the oldest leaves on the left. */
export class Timeline {
  #row;

  /** @param {HTMLElement} row */
  constructor(row) {
    this.#row = row;
    this.clear();
  }

  clear() {
    this.#row.replaceChildren(...Array.from({ length: LENGTH }, () => cell('none')));
  }

  /** @param {'ok' | 'bad' | 'unknown'} kind */
  add(kind) {
    this.#push(cell(kind));
  }

  /**
   * A line across the row, with a label.
   *
   * @param {string} label
   */
  mark(label) {
    const line = cell('mark');
    const text = document.createElement('span');
    text.textContent = label;
    line.append(text);
    this.#push(line);
  }

  #push(/** @type {HTMLElement} */ element) {
    this.#row.firstElementChild?.remove();
    this.#row.append(element);
  }
}

function cell(/** @type {string} */ kind) {
  const element = document.createElement('i');
  element.className = `cell ${kind}`;
  return element;
}
