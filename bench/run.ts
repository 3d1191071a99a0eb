import { readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Figure } from './measure.ts';

interface Benchmark {
  readonly question: string;
  run(quick: boolean): Figure[] | Promise<Figure[]>;
}

const HOUSE = new Set(['run.ts', 'measure.ts']);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
});
const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !HOUSE.has(file))
  .map((file) => file.replace('.ts', ''));
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`no benchmark is called ${unknown.join(', ')}; there are ${all.join(', ')}`);
  process.exit(2);
}

const machine = `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}`;
const results: Record<string, unknown>[] = [];
for (const name of positionals.length > 0 ? positionals : all) {
  const benchmark = (await import(`./${name}.ts`)) as Benchmark;
  const { question } = benchmark;
  console.log(`\n${question}\n`);
  const figures = await benchmark.run(values.quick);
  for (const { name: what, value, unit } of figures)
    console.log(`  ${what.padEnd(44)} ${figure(value)} ${unit}`);
  results.push({ name, question, machine, date: new Date().toISOString(), quick: values.quick, figures });
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);

function figure(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
