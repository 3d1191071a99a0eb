import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusIn, type LaidOut } from './corpus.ts';

const seen = corpusIn('.');
const heldOut = corpusIn('held-out');

describe('the corpus', () => {
  const all = [...seen, ...heldOut];

  it('is large, and half of it is sound', () => {
    expect(all.flatMap(({ files }) => files).length).toBeGreaterThan(2_000);
    const sound = all.filter((one) => one.expect.length === 0).length / all.length;
    expect(sound).toBeGreaterThan(0.45);
    expect(sound).toBeLessThan(0.6);
  });

  it('has an eighth held out, with something of every rule', () => {
    expect(Math.round(all.length / heldOut.length)).toBe(8);
    const rulesOf = (cases: readonly LaidOut[]): Set<string> =>
      new Set(cases.flatMap((one) => one.expect.map(({ rule }) => rule)));
    expect(rulesOf(heldOut)).toEqual(rulesOf(seen));
    expect(rulesOf(all).size).toBe(23);
  });

  it('lists the files that are there, and expects nothing of others', () => {
    for (const { folder, files, expect: expected } of all) {
      const there = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
      expect(there.toSorted()).toEqual(files.toSorted());
      for (const { file } of expected.flatMap((one) => [one, ...(one.also ?? [])]))
        expect(files).toContain(file);
    }
  });

  it('has each id once, a reason for each, and six of both kinds for each rule', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.filter(({ note }) => note === '')).toEqual([]);
    for (const rule of new Set(all.flatMap((one) => one.expect.map((each) => each.rule)))) {
      const broken = all.filter((one) => one.expect.some((each) => each.rule === rule));
      const near = all.filter((one) => one.near?.includes(rule));
      expect([rule, broken.length >= 6, near.length >= 6]).toEqual([rule, true, true]);
    }
  });
});
