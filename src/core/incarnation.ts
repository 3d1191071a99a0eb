import { randomId } from './base64url.ts';

/**
 * The name of a new life of a store's data: when it began, in ms since the epoch, and something random. Tokens of
 * other issuers are not bound to it, so that those from before it are told by its age.
 */
export function newIncarnation(now: number): string {
  return `${Math.floor(now).toString(36)}-${randomId(9)}`;
}

/** When a life began, ms since the epoch; undefined for a name that does not say so. */
export function bornAt(incarnation: string): number | undefined {
  const [, instant] = /^([0-9a-z]{8,9})-[\w-]{12}$/.exec(incarnation) ?? [];
  return instant === undefined ? undefined : Number.parseInt(instant, 36);
}

/**
 * Whether a token of another issuer, issued at that time (ms, in whole seconds), is from before a life began, and so may
 * have been ended in the one before. That goes by two clocks, and is as weak as they are apart.
 */
export function isOlder(issuedAt: number, incarnation: string): boolean {
  const born = bornAt(incarnation);
  return born === undefined || issuedAt < born - (born % 1_000);
}

/**
 * Whether `other` is a life from before the one that is followed, by their names. One that calls itself younger than
 * `now` was named by a clock that was wrong, and says nothing.
 */
export function isEarlier(other: string, followed: string, now: number): boolean {
  const [before, after] = [bornAt(other), bornAt(followed)];
  return before !== undefined && after !== undefined && before < after && after <= now;
}
