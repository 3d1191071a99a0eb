import { expect, it } from 'vitest';
import { RaceSweep } from './race-sweep.ts';

/** Offsets of so many races against an application whose refresh begins to get through at `opens`. */
function offsets(sweep: RaceSweep, opens: number, races = 40): number[] {
  return Array.from({ length: races }, () => {
    const offset = sweep.next();
    sweep.learn(offset, { given: offset >= opens, refused: offset >= opens + 5 });
    return offset;
  });
}

it('begins at the same moment, in both orders', () => {
  const sweep = new RaceSweep(5, 5);
  expect([sweep.next(), sweep.next()]).toEqual([0, 0]);
});

it('covers 20 ms to each side of a fast application', () => {
  const sweep = new RaceSweep(1, 1);
  const all = Array.from({ length: 40 }, () => sweep.next());
  for (let from = -20; from < 20; from += 5)
    expect(all.some((offset) => offset >= from && offset <= from + 5)).toBe(true);
});

it.each([-15, -3, 0, 7, 18])('comes into a window of 5 ms that opens at %i ms', (opens) => {
  const hits = offsets(new RaceSweep(5, 5), opens).filter((offset) => offset >= opens && offset < opens + 5);
  expect(hits.length).toBeGreaterThanOrEqual(5);
});

it.each([-250, -40, 90, 480])('finds the window of a slow application at %i ms', (opens) => {
  const hits = offsets(new RaceSweep(500, 300), opens).filter(
    (offset) => offset >= opens && offset < opens + 5,
  );
  expect(hits.length).toBeGreaterThanOrEqual(2);
});

it('goes on covering all of it when it seems to know', () => {
  const sweep = new RaceSweep(5, 5);
  const far = offsets(sweep, 0).filter((offset) => offset < -5 || offset > 12);
  expect(far.length).toBeGreaterThanOrEqual(5);
});

it('leaves out what is so late that the logout is refused', () => {
  const sweep = new RaceSweep(5, 5);
  const late = offsets(sweep, -10, 400).slice(200);
  expect(late.filter((offset) => offset > 7)).toEqual([]);
});
