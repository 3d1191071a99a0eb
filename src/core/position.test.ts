import { expect, it, vi } from 'vitest';
import {
  comparePositions,
  formatCursor,
  formatPosition,
  nextGeneration,
  parseCursor,
  parsePosition,
  UNPLACED,
} from './position.ts';

it('goes on in a later generation than any before, by 1 to 1,000 at random', () => {
  const random = vi.spyOn(crypto, 'getRandomValues');
  const gives = (value: number): void => {
    random.mockImplementationOnce((array) => {
      new Uint32Array(array?.buffer ?? new ArrayBuffer(0)).set([value]);
      return array;
    });
  };
  gives(0);
  expect(nextGeneration(7)).toBe(8);
  gives(999);
  expect(nextGeneration(3, 7, 5)).toBe(1_007);
  gives(1_000);
  expect(nextGeneration(7)).toBe(8);
  random.mockRestore();
  expect(new Set(Array.from({ length: 50 }, () => nextGeneration(0))).size).toBeGreaterThan(10);
});

it('knows a place that is later than any in a log', () => {
  const last = parsePosition('999999999.999999999999999');
  expect(last && comparePositions(UNPLACED, last)).toBeGreaterThan(0);
});

it('reads at most nine digits of a generation and fifteen of a sequence, so that both are exact', () => {
  expect(formatPosition({ generation: 12, sequence: 34 })).toBe('12.34');
  expect(parsePosition('999999999.999999999999999')).toEqual({
    generation: 999_999_999,
    sequence: 999_999_999_999_999,
  });
  for (const text of ['1000000000.1', '1.1000000000000000', 'x1.2', '1.2 ', '1x2']) {
    expect(parsePosition(text)).toBe(undefined);
  }
});

it('has the name of the incarnation before the first dot of a cursor', () => {
  expect(formatCursor('life', { generation: 1, sequence: 2 })).toBe('life.1.2');
  expect(parseCursor('a.1.2')).toEqual({ incarnation: 'a', position: { generation: 1, sequence: 2 } });
  for (const cursor of ['.1.2', '1.2', 'life', 7, null]) expect(parseCursor(cursor)).toBe(undefined);
});
