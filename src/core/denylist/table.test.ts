import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Table } from './table.ts';

describe('a table', () => {
  it('finds what was added and not removed, and nothing else', () => {
    const hash = fc.nat(7).map((value) => value * 0x2000_0000);
    const step = fc.record({ adds: fc.boolean(), first: fc.nat(2), second: hash, reference: fc.nat(40) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const table = new Table();
        const model = new Set<string>();
        for (const { adds, first, second, reference } of steps) {
          const key = `${first} ${second} ${reference}`;
          if (adds && !model.has(key)) {
            table.add(first, second, reference);
            model.add(key);
          } else if (!adds) expect(table.remove(first, second, reference)).toBe(model.delete(key));
        }
        expect(table.size).toBe(model.size);
        for (let first = 0; first < 3; first += 1) {
          for (let value = 0; value < 8; value += 1) {
            const found: string[] = [];
            table.some(first, value * 0x2000_0000, (one) => {
              found.push(`${first} ${value * 0x2000_0000} ${one}`);
              return false;
            });
            const expected = [...model].filter((key) => key.startsWith(`${first} ${value * 0x2000_0000} `));
            expect(found.toSorted()).toEqual(expected.toSorted());
          }
        }
      }),
    );
  });

  it('grows by half when a part is four fifths full, and halves it when less than a quarter is left', () => {
    const sizes: [bytes: number, size: number][] = [];
    const note = (table: Table): void => {
      if (table.bytes !== sizes.at(-1)?.[0]) sizes.push([table.bytes, table.size]);
    };
    const [growing, shrinking] = [new Table(), new Table()];
    // All in one of the 256 parts: 8 bytes a slot.
    for (let reference = 0; reference < 120; reference += 1) {
      growing.add(256 * reference, 2 ** 31 + reference, reference);
      note(growing);
    }
    // Of 140 slots 112 may be taken: that is four fifths, and no more.
    expect(sizes.splice(0)).toEqual([
      [64, 1],
      [96, 7],
      [144, 10],
      [216, 15],
      [328, 22],
      [496, 33],
      [744, 50],
      [1_120, 75],
      [1_680, 113],
    ]);
    for (let reference = 0; reference < 15; reference += 1) shrinking.add(0, 2 ** 31 + reference, reference);
    for (let reference = 0; reference < 15; reference += 1) {
      expect(shrinking.remove(0, 2 ** 31 + reference, reference)).toBe(true);
      for (let other = reference + 1; other < 15; other += 1) {
        expect(shrinking.some(0, 2 ** 31 + other, (found) => found === other)).toBe(true);
      }
      note(shrinking);
    }
    expect(sizes.splice(0)).toEqual([
      [216, 14],
      [112, 6],
      [64, 3],
      [0, 0],
    ]);
    // Three of twelve are a quarter, and stay.
    for (let reference = 0; reference < 7; reference += 1) shrinking.add(0, reference, reference);
    for (let reference = 0; reference < 5; reference += 1) {
      shrinking.remove(0, reference, reference);
      note(shrinking);
    }
    expect(sizes).toEqual([
      [96, 6],
      [64, 2],
    ]);
  });

  it('has its parts by the low bits of the first lane', () => {
    const table = new Table();
    table.add(3, 7, 1);
    table.add(256 + 4, 7, 2);
    expect(table.bytes).toBe(128);
    expect(table.some(256 + 3, 7, (reference) => reference === 1)).toBe(true);
    expect(table.some(3, 7, (reference) => reference === 2)).toBe(false);
    expect(table.some(5, 7, () => true)).toBe(false);
    expect(table.remove(5, 7, 1)).toBe(false);
    expect(table.remove(3, 8, 1), 'another hash').toBe(false);
    expect(table.size).toBe(2);
  });

  it('stops at the first reference that is said to be the one', () => {
    const table = new Table();
    for (const reference of [4, 5, 6]) table.add(0, 0, reference);
    const seen: number[] = [];
    expect(table.some(0, 0, (reference) => seen.push(reference) === 2)).toBe(true);
    expect(seen).toEqual([4, 5]);
  });
});
