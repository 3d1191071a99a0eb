import { expect, it } from 'vitest';
import { Blocks, LONGEST_ENTRY, type Chain } from './blocks.ts';

/** A slab of 512 blocks of 512 bytes. */
const [BLOCK, SLAB] = [512, 262_144];
/** After the four bytes of a block's head there is room for two of the longest entries, less two bytes: for one. */
const LONG = Uint8Array.from({ length: LONGEST_ENTRY }, (_, index) => index + 1);

function entries(blocks: Blocks, chain: Chain): number[][] {
  return [...blocks.of(chain)].flatMap((block) =>
    [...blocks.places(block)].map((place) => [...blocks.at(place)]),
  );
}

it('keeps the entries of each chain in order, however they were mixed', () => {
  const blocks = new Blocks();
  const [one, other] = [blocks.chain(), blocks.chain()];
  expect(entries(blocks, one)).toEqual([]);
  const written: [number[][], number[][]] = [[], []];
  for (let index = 0; index < 300; index += 1) {
    const entry = Array.from({ length: 1 + ((index * 7) % LONGEST_ENTRY) }, (_, at) => (index + at) % 256);
    const odd = index % 3 === 0;
    const place = blocks.put(odd ? one : other, Uint8Array.from(entry));
    written[odd ? 0 : 1].push(entry);
    expect([...blocks.at(place)]).toEqual(entry);
  }
  expect(entries(blocks, one)).toEqual(written[0]);
  expect(entries(blocks, other)).toEqual(written[1]);
});

it('fills a block to its last byte, and begins another for what does not fit', () => {
  const blocks = new Blocks();
  const [chain, next] = [blocks.chain(), blocks.chain()];
  // 4 of the head + 255 + 253 are 512.
  expect(blocks.put(chain, LONG)).toBe(4);
  expect(blocks.put(next, Uint8Array.of(9))).toBe(BLOCK + 4);
  expect(blocks.put(chain, LONG.subarray(0, 252))).toBe(259);
  expect([...blocks.of(chain)]).toEqual([0]);
  expect(blocks.put(chain, LONG.subarray(0, 1))).toBe(2 * BLOCK + 4);
  expect([...blocks.of(chain)]).toEqual([0, 2]);
  expect([...blocks.places(0)]).toEqual([4, 259]);
  expect([...blocks.places(2)]).toEqual([2 * BLOCK + 4]);
  expect(entries(blocks, chain)).toEqual([[...LONG], [...LONG.subarray(0, 252)], [1]]);
  expect(entries(blocks, next), 'beside it').toEqual([[9]]);
});

it('shows nothing of what was in a block before', () => {
  const blocks = new Blocks();
  const [kept, old] = [blocks.chain(), blocks.chain()];
  blocks.put(kept, Uint8Array.of(1));
  for (let index = 0; index < 20; index += 1) blocks.put(old, Uint8Array.of(7, 7, 7));
  blocks.drop(old);
  const again = blocks.chain();
  const place = blocks.put(again, Uint8Array.of(2));
  expect(place).toBe(BLOCK + 4);
  expect(entries(blocks, again)).toEqual([[2]]);
});

it('gives a chain back from its first block on, and a slab with its last block', () => {
  const blocks = new Blocks();
  const chain = blocks.chain();
  blocks.drop(chain);
  expect(blocks.bytes).toBe(0);
  // One a block, in two whole slabs and a block of a third.
  for (let index = 0; index < 1_025; index += 1) blocks.put(chain, LONG);
  expect([...blocks.of(chain)]).toEqual(Array.from({ length: 1_025 }, (_, block) => block));
  expect(blocks.bytes).toBe(3 * SLAB);
  for (let left = 1_024; left >= 0; left -= 1) {
    blocks.drop(chain);
    expect([...blocks.of(chain)]).toHaveLength(left);
    expect(blocks.bytes).toBe(Math.ceil((left - 1) / 512) * SLAB + (left > 0 ? SLAB : 0));
  }
  expect(() => blocks.at(4)).toThrow('given back');
  // It can be filled again, from the beginning.
  expect(blocks.put(chain, LONG)).toBe(4);
  expect(entries(blocks, chain)).toEqual([[...LONG]]);
});

it('takes what was given back last in the lowest slab, before anything new', () => {
  const blocks = new Blocks();
  const [first, second, third] = [blocks.chain(), blocks.chain(), blocks.chain()];
  const fill = (chain: Chain, count: number): number[] =>
    Array.from({ length: count }, () => Math.floor(blocks.put(chain, LONG) / BLOCK));
  expect(fill(first, 3)).toEqual([0, 1, 2]);
  fill(second, 509);
  expect(fill(third, 2)).toEqual([512, 513]);
  blocks.drop(first);
  blocks.drop(first);
  expect(fill(third, 3)).toEqual([1, 0, 514]);
  expect(blocks.bytes).toBe(2 * SLAB);
  expect(entries(blocks, third)).toEqual(Array.from({ length: 5 }, () => [...LONG]));
  expect([...blocks.of(third)]).toEqual([512, 513, 1, 0, 514]);
  // What is left of a chain goes on where it was.
  blocks.drop(third);
  fill(third, 1);
  expect([...blocks.of(third)]).toEqual([513, 1, 0, 514, 512]);
});
