import { randomInt } from 'node:crypto';
import { readJwt } from '../tokens/jwt.ts';

/**
 * A value of the same shape that nobody was ever given: each letter becomes another letter, each digit another digit; what
 * separates them stays, and so does a percent-encoding. Of a JWT only the signature changes, so that it is read to the end.
 */
export function garbageLike(value: string): string {
  const jwt = readJwt(value);
  if (jwt) return [jwt.parts[0], jwt.parts[1], scrambled(jwt.parts[2])].join('.');
  return scrambled(value);
}

function scrambled(text: string): string {
  return text.replaceAll(/%[\da-fA-F]{2}|[a-z]|[A-Z]|\d/g, (found) => {
    if (found.length > 1) return found;
    if (/\d/.test(found)) return String(randomInt(10));
    // Only hexadecimal letters, which are letters in every alphabet that ids are written in.
    const letter = 'abcdef'[randomInt(6)] ?? 'a';
    return found === found.toLowerCase() ? letter : letter.toUpperCase();
  });
}
