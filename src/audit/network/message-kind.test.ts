import { expect, it } from 'vitest';
import { kindOf } from './message-kind.ts';

it.each([
  ['{"for":"a","price":1.5}', '{"price":2,"for":"b"}', true],
  ['{"type":"price","v":1}', '{"type":"price","v":2}', true],
  ['{"type":"price","v":1}', '{"type":"farewell","v":1}', false],
  ['{"a":1}', '{"a":1,"b":2}', false],
  ['tick 1', 'tick 2', true],
  ['[{"a":1}]', '[{"a":2},{"a":3}]', true],
  ['tick', '{"tick":1}', false],
])('%s and %s: the same kind is %s', (one, other, same) => {
  expect(kindOf(one) === kindOf(other)).toBe(same);
});

it.each(['{"error":"unauthorized"}', 'You have been signed out', '{"code":4401}', 'session has ended'])(
  'takes %s for no sign of service',
  (text) => {
    expect(kindOf(text)).toBeUndefined();
  },
);
