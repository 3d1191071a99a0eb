/** A check that must ask the store answers 503 after this long, ms. */
export const CHECK_DEADLINE = 500;

/** Any other call of the store counts as failed after this long, ms. */
export const STORE_DEADLINE = 4_000;

/** After a failed poll, checks are answered 503 at once for this long, ms, so that an outage is no storm. */
export const FAILURE_PAUSE = 50;

/** Added to every expiry before something is forgotten, so that two clocks may differ by this much, ms. */
export const PAD = 60_000;

/**
 * How long after an append every replica that stayed silent has stopped answering from memory: its staleness,
 * with room for a clock that runs 2 % slow and for the time between a look and an answer, ms.
 */
export function silence(staleness: number): number {
  return staleness === 0 ? 0 : Math.ceil(staleness * 1.02) + 60;
}

/** How long nodes wait for one of them to vouch for a store in doubt before a new incarnation begins, ms. */
export const RECOVERY = 1_500;

/** How long after somebody vouched the nodes may still bring back sessions that the store has lost, ms. */
export const REMINDING = 3_000;

/** How many revocations a store tells at once at most: who asks is not held up by more, nor is anybody else. */
export const PORTION = 1_000;

/** The longest that an access token may live, ms. */
export const LONGEST_LIFETIME = 86_400_000;

/** The most that `staleness` may be, ms. */
export const LONGEST_STALENESS = 60_000;
