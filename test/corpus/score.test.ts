import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/lint/finding.ts';
import type { LaidOut } from './corpus.ts';
import { functionAround } from './functions.ts';
import { score } from './score.ts';
import { tableOf } from './table.ts';

const one: LaidOut = {
  id: 'c900',
  files: ['auth.ts', 'src/auth.ts'],
  expect: [{ rule: 'jwt-no-expiry', file: 'src/auth.ts', line: 10 }],
  allow: ['missing-no-store', 'cookie-clear-mismatch@info'],
  note: 'made for this test',
  folder: '/nowhere',
  places: [[{ file: 'src/auth.ts', from: 7, to: 13 }]],
};

function finding(more: Partial<Finding> = {}): Finding {
  const at = { line: 10, column: 1, endLine: 10, endColumn: 2 };
  const said = {
    rule: 'jwt-no-expiry',
    level: 'error',
    message: 'It never ends.',
    certainty: 'proven',
  } as const;
  return { ...said, ...at, file: 'src/auth.ts', ...more };
}

const scored = (...findings: Finding[]): ReturnType<typeof score> =>
  score([one], new Map([['c900', findings]]));

describe('score', () => {
  it('counts what is found where it is expected, and once', () => {
    const { perRule, errors, misses, falseAlarms } = scored(finding({ line: 13 }), finding({ line: 7 }));
    expect(perRule).toMatchObject([
      { rule: 'jwt-no-expiry', cases: 1, truePositives: 1, recall: 1, precision: 1 },
    ]);
    expect(errors).toEqual({ truePositives: 1, falsePositives: 0, precision: 1 });
    expect([misses, falseAlarms]).toEqual([[], []]);
  });

  it.each([{ line: 14 }, { file: 'auth.ts' }, { rule: 'jwt-too-long' }, { file: 'lib/other.ts' }])(
    'calls %j a miss and a false alarm',
    (more) => {
      const { errors, sum, misses, falseAlarms } = scored(finding(more));
      expect(errors).toEqual({ truePositives: 0, falsePositives: 1, precision: 0 });
      expect(sum).toEqual({ precision: 0, recall: 0 });
      expect(misses).toEqual(['c900 jwt-no-expiry src/auth.ts:10']);
      expect(falseAlarms).toHaveLength(1);
    },
  );

  it('takes a path from wherever the check began', () => {
    expect(scored(finding({ file: 'test/corpus/cases/c900/src/auth.ts' })).misses).toEqual([]);
  });

  it('counts neither way what a case allows, by level where it says so', () => {
    expect(scored(finding({ rule: 'missing-no-store' })).falseAlarms).toEqual([]);
    expect(scored(finding({ rule: 'cookie-clear-mismatch', level: 'info' })).falseAlarms).toEqual([]);
    expect(scored(finding({ rule: 'cookie-clear-mismatch' })).falseAlarms).toHaveLength(1);
  });

  it('keeps what is no error out of the precision of errors', () => {
    expect(scored(finding(), finding({ line: 90, level: 'warning' })).errors.precision).toBe(1);
  });

  it('prints a row for each rule, and what was wrong', () => {
    const lines = tableOf('title', scored(finding({ line: 90 }))).split('\n');
    expect(lines[2]).toMatch(/^jwt-no-expiry +1 +0 +1 +1 +0\.0 % +0\.0 %$/);
    expect(lines.slice(-2)).toEqual([
      'missed       c900 jwt-no-expiry src/auth.ts:10',
      'false alarm  c900 error jwt-no-expiry src/auth.ts:90',
    ]);
  });
});

describe('functionAround', () => {
  const source = `class A {
  @Post('logout')
  logout() {
    this.all.forEach((each) => each.end());
    return 1;
  }
}
const short = () => 1;`;

  it('takes the innermost function that is no mere line, with its decorators', () => {
    expect(functionAround(source, 'a.ts', 4)).toEqual({ from: 2, to: 6 });
    expect(functionAround(source, 'a.ts', 8)).toBeUndefined();
  });

  it('takes the inner one of two', () => {
    const nested = 'function outer() {\n  return () => {\n    a();\n    b();\n  };\n}';
    expect(functionAround(nested, 'a.js', 3)).toEqual({ from: 2, to: 5 });
    expect(functionAround(nested, 'a.js', 6)).toEqual({ from: 1, to: 6 });
  });

  it('finds none in what is no code', () => {
    expect(functionAround('class {', 'a.ts', 1)).toBeUndefined();
  });
});
