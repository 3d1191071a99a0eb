import { expect, it } from 'vitest';
import { bornAt, isEarlier, isOlder, newIncarnation } from './incarnation.ts';

const BORN = 1_800_000_000_123;

it('says in its name when it began, and is another one each time', () => {
  const name = newIncarnation(BORN + 0.9);
  expect(name).toMatch(/^[0-9a-z]{8}-[\w-]{12}$/);
  expect(bornAt(name)).toBe(BORN);
  expect(newIncarnation(BORN)).not.toBe(newIncarnation(BORN));
  const rest = 'abcdefghijkl';
  expect(bornAt(`zzzzzzzzz-${rest}`)).toBe(36 ** 9 - 1);
  for (const other of [
    rest,
    `zzzzzzz-${rest}`,
    `zzzzzzzzzz-${rest}`,
    `x${name}x`,
    `Zzzzzzzz-${rest}`,
    `${name}-`,
  ])
    expect(bornAt(other), other).toBe(undefined);
});

it('takes a token for one of its own from the second on in which it began', () => {
  const name = newIncarnation(BORN);
  expect(isOlder(BORN - 124, name)).toBe(true);
  expect(isOlder(BORN - 123, name)).toBe(false);
  expect(isOlder(BORN, name)).toBe(false);
  expect(isOlder(BORN, 'a life without a date')).toBe(true);
});

it('comes before another one by their dates, unless the later one is from the future', () => {
  const [early, late] = [newIncarnation(BORN), newIncarnation(BORN + 1)];
  expect(isEarlier(early, late, BORN + 1)).toBe(true);
  expect(isEarlier(early, late, BORN)).toBe(false);
  expect(isEarlier(late, early, BORN + 1)).toBe(false);
  expect(isEarlier(early, early, BORN + 1)).toBe(false);
  expect(isEarlier('no date', late, BORN + 1)).toBe(false);
  expect(isEarlier('no date', 'no date', BORN + 1)).toBe(false);
  expect(isEarlier(early, 'no date', BORN + 1)).toBe(false);
});
