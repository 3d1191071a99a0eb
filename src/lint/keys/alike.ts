import { nameOfFile } from '../engine/name.ts';
import { saysRevoked, wordsOf } from '../words.ts';
import { spelled } from './shape.ts';
import type { KeyUse } from './uses.ts';

/** Whether a key, or the store that it is in, says that it is of a list of revoked tokens. */
export function isDenylist({ shape, effect }: KeyUse): boolean {
  return saysRevoked(spelled(shape)) || saysRevoked(effect.site?.owner ?? '');
}

/** Whether two uses are about the same thing: both of a denylist, or with a telling word in common. */
export function isAlike(one: KeyUse, other: KeyUse, hasPrefixes: boolean): boolean {
  // Two clients may put something before each key.
  if (hasPrefixes && lastOwner(one) !== lastOwner(other)) return false;
  if (
    one.effect.site?.owner !== other.effect.site?.owner &&
    one.effect.site?.from !== other.effect.site?.from
  ) {
    if (
      !/redis|cache|client|kv|store/.test(one.effect.site?.owner ?? '') ||
      !/redis|cache|client|kv|store/.test(other.effect.site?.owner ?? '')
    )
      return false;
  }
  if (isDenylist(one) && isDenylist(other)) return true;
  if (isDenylist(one) !== isDenylist(other)) return false;
  // A store of its own, whose keys are ids alone, is about what it is called.
  if (fixed(one) === '' && fixed(other) === '' && isSameStore(one, other)) return true;
  if (
    fixed(one) !== '' &&
    fixed(one) === fixed(other) &&
    TELLING.test(homeOf(one)) &&
    homeOf(one) === homeOf(other)
  )
    return true;
  if (fixed(one) !== fixed(other) && singular(fixed(one)) === singular(fixed(other)))
    return TELLING.test(fixed(one));
  const words = new Set(wordsOf(spelled(one.shape)).filter((word) => TELLING.test(word)));
  return (
    wordsOf(spelled(other.shape)).some((word) => words.has(word)) ||
    (fixed(one) === '' &&
      fixed(other) !== '' &&
      TELLING.test(fixed(other)) &&
      lastOwner(one) === lastOwner(other))
  );
}

/** The class that has the store to itself, or the file. */
function homeOf({ func }: KeyUse): string {
  return func.cls?.name ?? nameOfFile(func.file);
}

/** The name of the store. */
export function lastOwner({ effect }: KeyUse): string {
  return (effect.site?.owner ?? '').split('.').at(-1) ?? '';
}

/** A collection of this very file, or of this class, that is called after what it keeps. */
function isSameStore(one: KeyUse, other: KeyUse): boolean {
  const owner = one.effect.site?.owner ?? '';
  return (
    one.func.file === other.func.file &&
    one.func.cls === other.func.cls &&
    owner === other.effect.site?.owner &&
    /(^|[._])(sessions?|\w*tokens?)$/.test(owner)
  );
}

function singular(text: string): string {
  return text.toLowerCase().replace(/s(?=\W*$)/, '');
}

const TELLING = /token|session|refresh|sess|jwt|auth|login|rt$|sid/i;

function fixed({ shape }: KeyUse): string {
  return shape.parts.filter((part) => typeof part === 'string').join('');
}
