import { describe, expect, it } from 'vitest';
import { check } from '../../src/lint/check.ts';
import { Resolver } from '../../src/lint/engine/paths.ts';
import { Program } from '../../src/lint/engine/program.ts';
import type { Finding } from '../../src/lint/finding.ts';

/** One file by itself, or several by their names. `package.json` says versions. */
export type Code = string | Readonly<Record<string, string>>;

/** The findings in some code, as one program. `budget` in ms. */
export function findingsIn(code: Code, budget = 0): Finding[] {
  const { program } = programOf(code);
  return check(program, { budget });
}

export function programOf(code: Code): { program: Program } {
  const all = typeof code === 'string' ? { 'src/code.js': code } : code;
  const { 'package.json': manifest = '{}', ...files } = all;
  const { dependencies = {} } = JSON.parse(manifest) as { dependencies?: Record<string, string> };
  const sources = Object.entries(files).map(([file, text]) => ({ file, text }));
  const resolver = new Resolver(new Set(Object.keys(files)), []);
  return { program: new Program(sources, resolver, new Map(Object.entries(dependencies))) };
}

/** Demands that a rule reports each piece of `wrong` code, once, and nothing of the `right` ones. */
export function rule(
  id: string,
  {
    wrong = {},
    right = {},
  }: { wrong?: Readonly<Record<string, Code>>; right?: Readonly<Record<string, Code>> },
): void {
  describe(`the rule ${id}`, () => {
    it.each(Object.entries(wrong))('reports %s', (_title, code) => {
      expect(of(id, code)).toHaveLength(1);
    });

    it.each(Object.entries(right))('is silent on %s', (_title, code) => {
      expect(of(id, code)).toEqual([]);
    });
  });
}

/** What a rule says of some code, as `file:line: message`. */
export function of(id: string, code: Code): string[] {
  return findingsIn(code)
    .filter((one) => one.rule === id)
    .map(({ file, line, message }) => `${file}:${line}: ${message}`);
}
