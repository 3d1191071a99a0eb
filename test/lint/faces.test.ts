import { readFileSync } from 'node:fs';
import path from 'node:path';
import curfew from 'curfew/eslint';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { checkPaths, type Finding } from '../../src/lint/index.ts';
import { babelForEslint } from './support/babel-for-eslint.ts';
import { auditCode } from './support/curfew.ts';
import { FORGOTTEN } from './support/eslint.ts';
import { folder } from './support/folder.ts';
import { installed, oxlint } from './support/oxlint.ts';
import { pages } from './support/pages.ts';

/** Every file of every example of the documentation, each in a folder of its own. */
const files = new Map(
  pages().flatMap(({ id, bad, good }) =>
    [...bad, ...good].flatMap((example) =>
      [...example.files].map(([file, text]): [string, string] => [
        `${id}-${example.name.toLowerCase().replace(' ', '-')}/${file}`,
        text,
      ]),
    ),
  ),
);

const lines = (all: readonly { rule: string; file: string; line: number; column: number }[]): string[] =>
  all.map(({ rule, file, line, column }) => `${file}:${line}:${column} ${rule}`).toSorted();

function eslintIn(cwd: string, fix = false): ESLint {
  const overrideConfig = [
    { files: ['**/*.{jsx,ts,tsx}'], languageOptions: { parser: babelForEslint } },
    curfew.configs.strict,
  ];
  return new ESLint({ cwd, fix, overrideConfigFile: true, overrideConfig });
}

async function byEslint(cwd: string): Promise<string[]> {
  const results = await eslintIn(cwd).lintFiles([...files.keys()]);
  return lines(
    results.flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, line, column }) => ({
        rule: ruleId?.replace('curfew/', '') ?? 'unreadable',
        file: path.relative(cwd, filePath).replaceAll('\\', '/'),
        line,
        column,
      })),
    ),
  );
}

describe('ESLint, oxlint and the command line', () => {
  it('find the same in the same places, file by file', async () => {
    using place = folder(files);
    installed(place);
    const config = { jsPlugins: ['curfew/eslint'], categories: { correctness: 'off' } };
    place.write('.oxlintrc.json', JSON.stringify({ ...config, rules: curfew.configs.strict.rules }));
    const checked: Finding[] = [];
    for (const file of files.keys()) {
      checked.push(...(await checkPaths([file], { cwd: place.path })).findings);
    }
    const found = lines(checked);
    expect(new Set(checked.map(({ rule }) => rule)).size).toBeGreaterThan(15);
    expect(await byEslint(place.path)).toEqual(found);
    const folders = new Set([...files.keys()].map((file) => file.split('/')[0] ?? ''));
    expect(lines(await oxlint(place, ...folders))).toEqual(found);
  });

  it('curfew audit code prints what they find, and ends with 1 for an error alone', async () => {
    using place = folder(files);
    const file = [...files.keys()].find((one) => one.startsWith('auth-signature-only-bad-1/')) ?? '';
    const one = await auditCode(place.path, file, '--json', '-');
    const { findings } = JSON.parse(one.out) as { findings: Finding[] };
    expect(lines(findings)).toEqual((await byEslint(place.path)).filter((each) => each.startsWith(file)));
    expect(findings.map(({ rule }) => rule)).toEqual(['auth-signature-only']);
    expect(one.code).toBe(1);
    const sound = file.replace('bad', 'good');
    expect(await auditCode(place.path, sound, '--json', '-')).toMatchObject({ code: 0 });
  });
});

describe('--fix of ESLint and of the command line', () => {
  const mended = new Map([
    ['src/lf.js', FORGOTTEN],
    ['src/crlf.js', FORGOTTEN.replaceAll('\n', '\r\n')],
    ['src/bom.js', `\uFEFF${FORGOTTEN}`],
    ['src/two.js', FORGOTTEN.replace(".set('Cache-Control', 'no-store')", '')],
  ]);

  it('write the same texts', async () => {
    const all = new Map([...files, ...mended]);
    using one = folder(all);
    using other = folder(all);
    await ESLint.outputFixes(await eslintIn(one.path, true).lintFiles([...all.keys()]));
    const text = (place: string, file: string): string => readFileSync(`${place}/${file}`, 'utf8');
    const changed = [...all.keys()].filter((file) => text(one.path, file) !== all.get(file));
    expect(changed).toEqual(expect.arrayContaining([...mended.keys()]));
    for (const file of changed) {
      const { err } = await auditCode(other.path, file, '--fix');
      expect(text(other.path, file), `${file}: ${err}`).toBe(text(one.path, file));
    }
    for (const file of all.keys()) {
      const { findings } = await checkPaths([file], { cwd: other.path });
      expect(findings.filter(({ fix }) => fix?.safe === true)).toEqual([]);
    }
  });
});
