import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { mark } from './clock.ts';
import { Freshness } from './freshness.ts';

function made(limit: number): { freshness: Freshness; clock: TestClock; told: unknown[] } {
  const clock = new TestClock();
  const told: unknown[] = [];
  const freshness = new Freshness(limit, clock, {
    stale: (since, reason) => told.push([since, reason]),
    fresh: (after) => told.push(after),
  });
  return { freshness, clock, told };
}

it('counts from when a poll was sent, up to the limit and no longer', () => {
  const { freshness, clock } = made(100);
  expect(freshness.isFresh).toBe(false);
  expect(freshness.age).toBe(Infinity);
  const sent = mark(clock);
  clock.advance(30);
  freshness.succeeded(sent);
  expect(freshness.age).toBe(30);
  clock.advance(70);
  expect(freshness.isFresh).toBe(true);
  clock.advance(1);
  expect(freshness.isFresh).toBe(false);
});

it('is never younger for an answer to an older poll that came later', () => {
  const { freshness, clock } = made(100);
  const [early, late] = [mark(clock), (clock.advance(10), mark(clock))];
  freshness.succeeded(late);
  freshness.succeeded(early);
  expect(freshness.age).toBe(0);
  freshness.lost();
  expect(freshness.age).toBe(Infinity);
  freshness.succeeded(early);
  expect(freshness.age).toBe(10);
});

it('is never fresh with a limit of 0, and is none the less reachable again', () => {
  const { freshness, clock, told } = made(0);
  freshness.succeeded(mark(clock));
  expect(freshness.isFresh).toBe(false);
  freshness.failed('gone');
  clock.advance(5);
  freshness.succeeded(mark(clock));
  expect(told).toEqual([[clock.now() - 5, 'gone'], 5]);
});

it('says once when it is stale, since when and why, and once when it is fresh again', () => {
  const { freshness, clock, told } = made(100);
  freshness.failed('not yet there');
  expect(told).toEqual([[0, 'not yet there']]);
  clock.advance(20);
  freshness.failed('still not');
  const first = mark(clock);
  freshness.succeeded(first);
  freshness.succeeded(first);
  expect(told.splice(0)).toEqual([[0, 'not yet there'], 20]);
  clock.advance(100);
  freshness.failed('for a moment');
  expect(told).toEqual([]);
  clock.advance(1);
  freshness.failed('for longer');
  expect(told).toEqual([[first.wall, 'for longer']]);
  // The answer to a poll of long ago makes nothing fresh.
  clock.advance(200);
  freshness.succeeded({ wall: clock.now() - 150, monotonic: clock.monotonic() - 150 });
  expect(told).toHaveLength(1);
});

it('is spared further questions for 50 ms after a failure', () => {
  const { freshness, clock } = made(100);
  expect(freshness.reachable).toBe(true);
  expect(freshness.justFailed).toBe(undefined);
  freshness.failed('gone');
  expect(freshness.reachable).toBe(false);
  clock.advance(49);
  expect(freshness.justFailed).toMatchObject({ code: 'ERR_STORE_UNAVAILABLE', message: 'gone' });
  clock.advance(1);
  expect(freshness.justFailed).toBe(undefined);
  expect(freshness.reachable).toBe(false);
  freshness.succeeded(mark(clock));
  expect(freshness.reachable).toBe(true);
  expect(freshness.justFailed).toBe(undefined);
});
