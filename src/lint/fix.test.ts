import { expect, it } from 'vitest';
import type { Finding, Fix } from './finding.ts';
import { applyFixes } from './fix.ts';

function finding(edits: Fix['edits'], safe = true): Finding {
  return {
    rule: 'r',
    level: 'error',
    file: 'a.js',
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 2,
    message: 'm',
    certainty: 'proven',
    fix: { title: 't', safe, edits },
  };
}

it('applies edits wherever they stand, in one go', () => {
  const { text, applied } = applyFixes('abcdef', [
    finding([{ start: 4, end: 5, text: 'E!' }]),
    finding([
      { start: 0, end: 0, text: '>' },
      { start: 2, end: 3, text: '' },
    ]),
  ]);
  expect(text).toBe('>abdE!f');
  expect(applied).toHaveLength(2);
});

it('applies only what is safe', () => {
  expect(applyFixes('abc', [finding([{ start: 0, end: 1, text: 'x' }], false)])).toEqual({
    text: 'abc',
    applied: [],
  });
});

it('of two that overlap, applies the first alone', () => {
  const one = finding([{ start: 1, end: 3, text: '-' }]);
  const { text, applied } = applyFixes('abcdef', [
    one,
    finding([{ start: 2, end: 4, text: '+' }]),
    finding([{ start: 1, end: 1, text: '*' }]),
  ]);
  expect(text).toBe('a-def');
  expect(applied).toEqual([one]);
});

it('leaves a text alone that is not the one that was checked', () => {
  expect(applyFixes('abc', [finding([{ start: 5, end: 9, text: 'x' }])]).text).toBe('abc');
});
