import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import type { AppName, Finding } from './finding.ts';
import type { Row } from './row.ts';
import { ALL } from './scene.ts';

const ROOT = new URL('../../../', import.meta.url);
const FILE = new URL('docs/browser-comparison.md', ROOT);

type Findings = ReadonlyMap<Row, ReadonlyMap<AppName, Finding>>;

/** Prints what was seen. With `COMPARISON=1` it is also put into docs/browser-comparison.md, in the place of the last. */
export async function report(browser: string, findings: Findings): Promise<void> {
  const text = `${ran(browser, findings)}\n\n${tableOf(findings)}`;
  const style = { ...(await resolveConfig(FILE)), parser: 'markdown' } as const;
  console.log((await format(text, style)).trim());
  if (!ALL) return;
  const name = browser.split(' ', 1)[0]?.toLowerCase();
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, , after] = readFileSync(FILE, 'utf8').split(new RegExp(`${begin}|${end}`));
  if (before === undefined || after === undefined)
    throw new Error(`docs/browser-comparison.md has no place for ${name}`);
  writeFileSync(FILE, await format(`${before}${begin}\n\n${text}\n\n${end}${after}`, style));
}

/** With what it was run, and how often was looked. */
function ran(browser: string, findings: Findings): string {
  const packages = ['@reduxjs/toolkit', 'redux-persist', 'axios', '@tanstack/react-query', '@apollo/client'];
  const versions = [
    `Curfew ${versionIn('package.json')}`,
    ...[...packages, 'zustand', 'jotai', 'react'].map(
      (name) => `${name} ${versionIn(`node_modules/${name}/package.json`)}`,
    ),
  ];
  const looks = [...findings.values()].flatMap((seen) => [...seen.values()].map((one) => one.looks));
  const all = looks.reduce((sum, one) => sum + one, 0);
  const date = new Date().toISOString().slice(0, 10);
  return `Last run on ${date} in ${browser}, on ${process.platform} ${process.arch}, with ${all} looks at ${findings.size} tests: ${versions.join(', ')}.`;
}

function versionIn(manifest: string): string {
  return (JSON.parse(readFileSync(new URL(manifest, ROOT), 'utf8')) as { version: string }).version;
}

function tableOf(findings: Findings): string {
  const rows = [...findings]
    .toSorted(([one], [other]) => one.number - other.number)
    .map(([{ number, name }, seen]) =>
      line([String(number), name, seen.get('usual')?.words() ?? '', seen.get('curfew')?.words() ?? '']),
    );
  const head = ['', 'test', 'usual thunk', 'Curfew'];
  return [line(head), line(head.map(() => '---')), ...rows].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
