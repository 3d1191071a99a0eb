/** The least that is swept to each side, ms. */
const LEAST = 20;
/** The window opens where a refresh begins to get through, and is open for longer than this only in what is found anyway, ms. */
const WINDOW = 6;
/** Of the golden ratio: its multiples fall evenly between 0 and 1, however many there are. */
const GOLDEN = 0.618_033_988_749_895;

/**
 * When a logout leaves, seen from a refresh: ms after it, negative before it. A refresh that asks for the session before the logout
 * takes it away, and writes after that, is in a window of a few ms that lies nobody knows where. So half of the offsets cover all
 * that the two latencies allow, beginning with the same moment; the other half go to where it was seen that a refresh begins to
 * get through, which is where that window is.
 */
export class RaceSweep {
  readonly #from: number;
  #to: number;
  /** The latest offset at which the refresh was refused, and the earliest at which it got something. */
  #refused: number;
  #given: number;
  #round = 0;

  /** How long each request takes by itself, ms. */
  constructor(refresh: number, logout: number) {
    this.#from = -Math.max(LEAST, 1.5 * logout);
    this.#to = Math.max(LEAST, 1.5 * refresh);
    this.#refused = this.#from;
    this.#given = this.#to;
  }

  /** Whole ms: timers know no less. */
  next(): number {
    const round = this.#round;
    this.#round += 1;
    if (round < 2) return 0;
    const turn = Math.floor(round / 2);
    const place = (turn * GOLDEN) % 1;
    if (round % 2 === 0) return Math.round(this.#from + place * (this.#to - this.#from));
    const low = Math.min(this.#refused, this.#given) - 1;
    const high = Math.max(this.#refused, this.#given) + WINDOW;
    return Math.round(low + place * (high - low));
  }

  /**
   * What came of an offset: whether the refresh got something, and whether the logout was refused, which it is once the refresh
   * has replaced its token: nothing later can be a race.
   */
  learn(offset: number, { given, refused }: { readonly given: boolean; readonly refused: boolean }): void {
    if (refused) this.#to = Math.max(0, Math.min(this.#to, offset));
    if (given) this.#given = Math.min(this.#given, offset);
    else this.#refused = Math.max(this.#refused, offset);
  }
}
