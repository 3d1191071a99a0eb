import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Ablation {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly tests: readonly string[];
}

const root = new URL('../../', import.meta.url);
const lists = readdirSync(new URL('tools/', root)).filter((name) => /^ablations.*\.mjs$/.test(name));

async function read(list: string): Promise<readonly Ablation[]> {
  const exported = (await import(new URL(`tools/${list}`, root).href)) as Record<string, readonly Ablation[]>;
  return Object.values(exported).flat();
}

/** What is wrong with a guard that is to be taken out; undefined for nothing. */
function fault({ file, from, to, tests }: Ablation): string | undefined {
  if (!existsSync(new URL(file, root))) return `${file} is not there`;
  const times = readFileSync(new URL(file, root), 'utf8').split(from).length - 1;
  if (times !== 1) return `it is ${times} times in ${file}`;
  if (from === to) return 'nothing would be taken out';
  const gone = tests.find((test) => !existsSync(new URL(test, root)));
  if (gone !== undefined) return `${gone} is not there`;
  return tests.length === 0 ? 'no test is named' : undefined;
}

it.each(lists)('finds each guard of %s where it is, once, and the tests that must miss it', async (list) => {
  const all = await read(list);
  const faults = all.flatMap((one) => {
    const what = fault(one);
    return what === undefined ? [] : [`${one.name}: ${what}`];
  });
  expect(faults).toEqual([]);
  expect(all.length).toBeGreaterThan(0);
});

it('takes out the guards of every list', () => {
  const runner = readFileSync(new URL('tools/ablate.mjs', root), 'utf8');
  expect(lists.filter((list) => !runner.includes(`'./${list}'`))).toEqual([]);
});

it('takes out no guard twice for the same tests', async () => {
  const all = (await Promise.all(lists.map(read))).flat();
  const places = all.map(({ file, from, to, tests }) => JSON.stringify([file, from, to, tests]));
  expect(places.filter((place, index) => places.indexOf(place) < index)).toEqual([]);
});
