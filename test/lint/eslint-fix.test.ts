import { readFileSync } from 'node:fs';
import curfew from 'curfew/eslint';
import { ESLint, type Linter, type Rule } from 'eslint';
import { describe, expect, it } from 'vitest';
import { problemOf } from '../../src/eslint/problem.ts';
import { FORGOTTEN, said, verify } from './support/eslint.ts';
import { folder } from './support/folder.ts';

describe('fixes', () => {
  it('--fix awaits what was not awaited, and changes nothing else', async () => {
    using place = folder([['src/auth.js', FORGOTTEN]]);
    const eslint = new ESLint({
      cwd: place.path,
      fix: true,
      overrideConfigFile: true,
      overrideConfig: [curfew.configs.recommended],
    });
    await ESLint.outputFixes(await eslint.lintFiles(['src']));
    const fixed = FORGOTTEN.replace('  redis.del', '  await redis.del');
    expect(readFileSync(`${place.path}/src/auth.js`, 'utf8')).toBe(fixed);
    expect(said(fixed, [curfew.configs.recommended])).toEqual([]);
  });

  it('an edit that is not safe is suggested, and not applied', () => {
    const fix = { title: 'Count from two.', safe: false, edits: [{ start: 10, end: 11, text: '2' }] };
    const place = { line: 1, column: 11, endLine: 1, endColumn: 12 };
    const finding = {
      rule: 'x',
      level: 'error',
      file: 'x.js',
      ...place,
      message: 'One.',
      certainty: 'proven',
      fix,
    } as const;
    const rule: Rule.RuleModule = {
      meta: { fixable: 'code', hasSuggestions: true },
      create: (context) => ({ Program: () => context.report(problemOf(finding)) }),
    };
    const config: Linter.Config[] = [
      { plugins: { own: { rules: { x: rule } } }, rules: { 'own/x': 'error' } },
    ];
    const [message] = verify('const a = 1;\n', config);
    expect(message).toMatchObject({
      ...place,
      message: 'One.',
      suggestions: [{ desc: 'Count from two.', fix: { range: [10, 11], text: '2' } }],
    });
    expect(message?.fix).toBeUndefined();
  });
});
