import { describe, expect, it } from 'vitest';
import { checkPaths, checkText, rules, type Finding } from '../../src/lint/index.ts';
import { codeIn, rowsOf } from '../house/markdown.ts';
import { read } from '../house/sources.ts';
import { folder } from './support/folder.ts';
import { pages, titlesOf, type Example } from './support/pages.ts';

const all = pages();
const levels = new Map(rules.map(({ id, level }) => [id, level]));

/** Checks an example as a loose folder. One file is judged the same with and without a folder around it. */
async function findingsOf({ files }: Example): Promise<Finding[]> {
  using place = folder(files);
  const { findings, unreadable } = await checkPaths(['.'], { cwd: place.path });
  expect(unreadable).toEqual([]);
  const [only] = files;
  if (only && files.size === 1) expect(checkText(only[1], only[0])).toEqual(findings);
  return findings;
}

/** How a finding is told in a failure. */
const told = (one: Finding): string => `${one.file}:${one.line} ${one.rule} (${one.level}): ${one.message}`;

it('has a page for each rule, and a rule for each page', () => {
  expect(all.length).toBeGreaterThan(20);
  expect(all.map(({ id }) => id)).toEqual(rules.map(({ id }) => id).toSorted());
});

it('docs/lint.md lists the rules in their order, each with its level and a link to its page', () => {
  const rows = rowsOf(read('docs/lint.md')).filter(([cell = '']) => cell.includes('](rules/'));
  const listed = rows.map(([link = '', level = '']) => [codeIn(link)[0], level, link]);
  expect(listed).toEqual(rules.map(({ id, level }) => [id, level, `[\`${id}\`](rules/${id}.md)`]));
});

describe.each(all.map((page) => [page.id, page] as const))('docs/rules/%s.md', (_id, page) => {
  const rule = rules.find(({ id }) => id === page.id);

  it('has all that every page has, in its order', () => {
    expect(titlesOf(page)).toEqual([
      `\`${page.id}\``,
      'What it reports',
      'Why it matters',
      'Examples',
      'Bad',
      'Good',
      'What it stays silent on',
      'How to mend it',
      'Options',
      'References',
    ]);
    expect(page.text).toContain('\n**With Curfew.** ');
    expect(page.text).toContain('\n**Without.** ');
    expect(page.text).toContain(`\n${rule?.summary.replaceAll('’', "'") ?? 'no such rule'}\n`);
  });

  it('says its level, its weaknesses and its requirement as the rule does', () => {
    expect(page.level).toBe(rule?.level);
    expect(page.cwe).toEqual(rule?.cwe);
    expect(page.asvs[0]).toBe(rule?.asvs);
  });

  it('has at least two bad examples and two good ones', () => {
    expect(page.bad.length).toBeGreaterThanOrEqual(2);
    expect(page.good.length).toBeGreaterThanOrEqual(2);
  });

  it.each(page.bad)('$name is reported by this rule, and is no other error', async (example) => {
    const findings = await findingsOf(example);
    expect(findings.map(({ rule: id }) => id)).toContain(page.id);
    const allowed = new Set([page.id, ...page.companions]);
    const others = findings.filter(({ level, rule: id }) => level === 'error' && !allowed.has(id));
    expect(others.map(told)).toEqual([]);
    const own = findings.filter(({ rule: id }) => id === page.id);
    expect(own.every(({ level }) => level === levels.get(page.id))).toBe(true);
  });

  it.each(page.good)('$name is sound: nothing is reported that is more than information', async (example) => {
    const findings = await findingsOf(example);
    expect(findings.filter(({ rule: id }) => id === page.id).map(told)).toEqual([]);
    expect(findings.filter(({ level }) => level !== 'info').map(told)).toEqual([]);
  });

  it('promises the fix that the rule gives', async () => {
    const fixes = (await Promise.all(page.bad.map(findingsOf)))
      .flat()
      .filter(({ rule: id }) => id === page.id);
    const kinds = new Set(fixes.map(({ fix }) => kindOf(fix)));
    expect([...kinds]).toContain(page.fix);
    expect(kinds.has('applied by `--fix`')).toBe(page.fix === 'applied by `--fix`');
  });
});

function kindOf(fix: Finding['fix']): string {
  if (!fix) return 'none';
  if (fix.edits.length === 0) return 'advice';
  return fix.safe ? 'applied by `--fix`' : 'a suggestion';
}
