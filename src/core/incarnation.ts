import { randomId } from './base64url.ts';

/**
 * The name of a new life of a store's data: when it began, in seconds since the epoch, and something random. Tokens of
 * other issuers are not bound to it, so that those from before it are told by its age.
 */
export function newIncarnation(now: number): string {
  return `${Math.floor(now / 1_000).toString(36)}-${randomId(9)}`;
}

/** When a life began, ms since the epoch, rounded down to a second; undefined for a name that does not say so. */
export function bornAt(incarnation: string): number | undefined {
  const [, seconds] = /^([0-9a-z]{6,8})-[\w-]{12}$/.exec(incarnation) ?? [];
  return seconds === undefined ? undefined : Number.parseInt(seconds, 36) * 1_000;
}

/**
 * Whether a token of another issuer, issued at that time (ms), is from before a life began, and so may have been ended in the
 * one before. That goes by two clocks, and is as weak as they are apart.
 */
export function isOlder(issuedAt: number, incarnation: string): boolean {
  return issuedAt < (bornAt(incarnation) ?? Infinity);
}
