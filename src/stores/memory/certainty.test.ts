import { expect, it } from 'vitest';
import { TestClock } from '../../../test/support/clock.ts';
import { mark } from '../../core/clock.ts';
import { StoreUnavailable, type Doubt } from '../../core/errors.ts';
import { Certainty, type Machine } from './certainty.ts';
import { Data } from './data.ts';

function made(): {
  certainty: Certainty;
  machine: Machine;
  clock: TestClock;
  doubt: (seen?: string) => Doubt;
} {
  const clock = new TestClock();
  const machine: Machine = { data: new Data('server', clock.now()), server: 'server' };
  const certainty = new Certainty(machine, clock);
  const doubt = (seen?: string): Doubt => {
    try {
      certainty.believed(seen);
    } catch (error) {
      if (error instanceof StoreUnavailable && error.doubt) return error.doubt;
      throw error;
    }
    throw new Error('there is no doubt');
  };
  return { certainty, machine, clock, doubt };
}

const isDoubt = (reason: string, more: object = {}): unknown => ({
  id: expect.stringMatching(/^[\w-]{16}@\w+$/) as string,
  reason,
  age: 0,
  ...more,
});

it('believes what its own server wrote', () => {
  const { certainty, machine } = made();
  expect(certainty.believed()).toBe(machine.data);
  const incarnation = machine.data?.incarnation;
  expect(certainty.believed(`${incarnation}.1.0`)).toBe(machine.data);
  expect(certainty.believed('another.9.9'), 'a place in another log').toBe(machine.data);
});

it('is in doubt when all is lost, and the same doubt each time', () => {
  const { machine, doubt } = made();
  machine.data = undefined;
  machine.startedAt = mark(new TestClock());
  const first = doubt();
  expect(first).toEqual(isDoubt('it is empty'));
  expect(doubt()).toEqual(first);
  // The process goes on, so that what it acknowledged may be what was lost: that is not long ago.
  machine.server = 'another';
  expect(doubt('some.1.1')).toEqual({ ...first, id: first.id.replace('@server', '@another') });
});

it('is in doubt about what another server wrote, for as long as this one has acknowledged nothing', () => {
  const { machine, clock, doubt } = made();
  machine.server = 'another';
  const first = doubt();
  expect(first).toEqual(isDoubt('its data was written by another server'));
  expect(first.id).toMatch(/@another$/);
  machine.startedAt = mark(clock);
  clock.advance(70);
  expect(doubt()).toEqual({ ...first, age: 70 });
});

it('is in doubt when somebody has seen a place that it has not reached, and remembers the furthest', () => {
  const { machine, clock, doubt } = made();
  const { incarnation = '' } = machine.data ?? {};
  const first = doubt(`${incarnation}.1.5`);
  const reason = 'its log is shorter than it was';
  expect(first).toEqual(isDoubt(reason, { beyond: { generation: 1, sequence: 5 } }));
  expect(doubt(`${incarnation}.1.3`)).toEqual(first);
  machine.startedAt = mark(clock);
  clock.advance(70);
  expect(doubt(`${incarnation}.2.1`)).toEqual({ ...first, beyond: { generation: 2, sequence: 1 } });
});

it('believes again once that very doubt is ended', () => {
  const { certainty, machine, clock, doubt } = made();
  const how: Data[] = [];
  expect(certainty.settle('none', (data) => how.push(data))).toBe(false);
  const { id } = doubt(`${machine.data?.incarnation}.1.5`);
  expect(certainty.settle('another', (data) => how.push(data))).toBe(false);
  expect(how).toEqual([]);
  clock.advance(5);
  expect(certainty.settle(id, (data) => how.push(data))).toBe(true);
  expect(how).toEqual([machine.data]);
  expect(certainty.believed()).toMatchObject({ doubt: undefined, server: 'server', beganAt: clock.now() });
  machine.data = undefined;
  expect(
    certainty.settle(id, () => undefined),
    'lost meanwhile',
  ).toBe(false);
});
