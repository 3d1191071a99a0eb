import { expect, it } from 'vitest';
import { read, sources } from './sources.ts';
import { tokensOf } from './tokens.ts';

const LONGEST = 200;

/**
 * Files that are longer than they should be, and how long they may be until they are split. A file that has been
 * made short enough must be taken off the list.
 */
const LONGER: Readonly<Record<string, number>> = {
  'src/testing/store-contract.ts': 820,
};

function lines(file: string): number {
  return read(file).trimEnd().split('\n').length;
}

/** Uses of the type `any`: not `Promise.any(…)`, and not the word in a comment or a string. */
function anys(source: string): number {
  const tokens = tokensOf(source);
  return tokens.filter(
    ({ kind, text }, at) =>
      kind === 'word' && text === 'any' && tokens[at - 1]?.text !== '.' && tokens[at + 1]?.text !== ':',
  ).length;
}

it(`has at most ${LONGEST} lines a file`, () => {
  const tooLong = sources().filter((file) => lines(file) > (LONGER[file] ?? LONGEST));
  expect(tooLong.map((file) => `${file} has ${lines(file)} lines`)).toEqual([]);
});

it('excuses no file that needs no excuse', () => {
  expect(Object.keys(LONGER).filter((file) => lines(file) <= LONGEST)).toEqual([]);
});

it('has no any, and puts nothing off', () => {
  expect(sources().filter((file) => anys(read(file)) > 0)).toEqual([]);
  expect(sources().filter((file) => /\b(TODO|FIXME|XXX|HACK)\b/.test(read(file)))).toEqual([]);
});

it('knows any when it sees it', () => {
  const bad = ['let a: any;', 'f<any>()', 'x as any', 'type T = any[] | string;', '`${x as any}`'];
  expect(bad.map(anys)).toEqual([1, 1, 1, 1, 1]);
  expect(['Promise.any([])', '// any', "'any'", 'const o = { any: 1 };', 'anything'].map(anys)).toEqual([
    0, 0, 0, 0, 0,
  ]);
});
