/**
 * Thrown where a probe cannot go on and so cannot judge: a login that is refused, a cap that is reached, an application that
 * answers nothing. The probe is then inconclusive, never passed. The message says why, in a sentence that ends without a full
 * stop; it may hold secrets, and is freed of them with the rest of the outcome.
 */
export class Inconclusive extends Error {
  override readonly name = 'Inconclusive';
}

/** A second login of the same user ends the first: there are never two sessions that a probe could compare. */
export class SingleSession extends Inconclusive {
  constructor() {
    super('A second login of the same user ends the first, so there are never two sessions to compare');
  }
}
