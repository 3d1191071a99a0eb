import { expect, it } from 'vitest';
import { Words } from './words.ts';

it('gives each word one number, from 1 on, and 0 to those for which there is no room', () => {
  const words = new Words();
  expect([words.codeOf('a'), words.codeOf('b'), words.codeOf('a')]).toEqual([1, 2, 1]);
  for (let index = 3; index <= 4_096; index += 1) expect(words.codeOf(`word ${index}`)).toBe(index);
  expect(words.codeOf('one too many')).toBe(0);
  expect(words.codeOf('word 4096')).toBe(4_096);
  expect([words.wordOf(1), words.wordOf(4_096)]).toEqual(['a', 'word 4096']);
  expect(() => words.wordOf(4_097)).toThrow('never kept');
  expect(() => words.wordOf(0)).toThrow('never kept');
});
