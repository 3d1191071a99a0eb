import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { ensureRedis } from '../../../tools/redis.mjs';
import type { ContestantName } from './app.ts';
import { words, type Finding } from './finding.ts';
import type { Cost } from './measure.ts';
import { contestants } from './run.ts';

const ROOT = new URL('../../../', import.meta.url);
const FILE = new URL('docs/comparison.md', ROOT);

const titles: Readonly<Record<ContestantName, string>> = {
  curfew: 'Curfew',
  denylist: 'JWT + denylist',
  session: 'express-session',
};

type Findings = ReadonlyMap<string, ReadonlyMap<ContestantName, Finding>>;

/** Prints what was seen, and puts it into docs/comparison.md in the place of the last. */
export async function report(findings: Findings, costs: readonly Cost[]): Promise<void> {
  const parts = { run: await ran(), table: tableOf(findings), cost: tableOfCosts(costs) };
  let text = readFileSync(FILE, 'utf8');
  for (const [name, part] of Object.entries(parts)) {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [before = '', , after] = text.split(new RegExp(`${begin}|${end}`));
    if (after === undefined) throw new Error(`docs/comparison.md has no place for ${name}`);
    text = `${before}${begin}\n\n${part}\n\n${end}${after}`;
  }
  const style = await resolveConfig(FILE);
  writeFileSync(FILE, await format(text, { ...style, parser: 'markdown' }));
  console.log((await format(Object.values(parts).join('\n\n'), { ...style, parser: 'markdown' })).trim());
}

/** When and with what it was run. */
async function ran(): Promise<string> {
  const packages = ['express', 'jsonwebtoken', 'ioredis', 'express-session', 'connect-redis', 'redis', 'pg'];
  const server = spawnSync(await ensureRedis(), ['--version'], { encoding: 'utf8' }).stdout;
  const versions = [
    `Curfew ${versionIn('package.json')}`,
    `Node ${process.versions.node}`,
    `Redis ${/v=(\S+)/.exec(server)?.[1]}`,
    ...packages.map((name) => `${name} ${versionIn(`node_modules/${name}/package.json`)}`),
  ];
  return `Last run on ${new Date().toISOString().slice(0, 10)}, on ${process.platform} ${process.arch}: ${versions.join(', ')}.`;
}

function versionIn(manifest: string): string {
  return (JSON.parse(readFileSync(new URL(manifest, ROOT), 'utf8')) as { version: string }).version;
}

function tableOf(findings: Findings): string {
  const rows = [...findings].map(([name, seen]) => [
    name,
    ...contestants.map((one) => {
      const finding = seen.get(one);
      return finding ? words(finding) : '';
    }),
  ]);
  return table(['fault', ...contestants.map((one) => titles[one])], rows);
}

function tableOfCosts(costs: readonly Cost[]): string {
  const rows = costs.map(({ store, logout, write }) => [store, logout.toFixed(2), write.toFixed(2)]);
  return table(['store', 'a logout, ms', 'one durable write, ms'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
