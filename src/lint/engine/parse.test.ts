import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';

const isRead = (text: string, file: string): boolean => 'ast' in parse(text, file);
const reason = (text: string, file = 'a.js'): string => {
  const parsed = parse(text, file);
  return 'reason' in parsed ? parsed.reason : '';
};

describe('it reads', () => {
  it.each([
    [
      'a.ts',
      'const a = <T,>(x: T): T => x as unknown as T; enum E { A } abstract class B { abstract m(): void }',
    ],
    ['a.ts', 'class A { constructor(private readonly b: B, @Inject() c: C) {} @Post() m() {} }'],
    ['a.ts', 'class A { @tracked accessor b = 1; }'],
    ['a.tsx', 'const a = <b onClick={() => go<string>("x")}>c</b>;'],
    ['a.js', '// @flow\nconst a = (x: number): ?string => null; export default (a: any);'],
    ['a.js', 'const a = <b/>; import("x"); using c = d();'],
    ['a.js', 'const a: number = 1 as const; function f<T>(x: T) {}'],
    ['a.js', '#!/usr/bin/env node\nreturn await 1;'],
    ['a.jsx', 'export default class A extends B { state = {}; #p = 1; static { go(); } }'],
    ['a.js', 'var app = module.exports = function* () { yield this.body; }; with (a) { b; }'],
    ['a.mts', 'export type { A } from "./a"; import b = require("b"); export = b;'],
    ['a.js', 'const a = 1; const a = 2; delete a;'],
    [
      'a.js',
      `${'a = b;\n'.repeat(50)}//# sourceMappingURL=data:application/json;base64,${'e30'.repeat(30_000)}`,
    ],
  ])('%s: %s', (file, text) => {
    expect(isRead(text, file)).toBe(true);
  });
});

describe('it gives a reason for', () => {
  it.each([
    ['what is no program', 'const = = {{{', /./],
    ['what is minified', 'a=b;'.repeat(30_000), /minified/],
    ['what is too long', '//\n'.repeat(400_000), /longer/],
    ['what is no text', 'a\0b', /not a text/],
    ['what is too deep', '['.repeat(60_000), /./],
  ])('%s', (_title, text, expected) => {
    expect(reason(text)).toMatch(expected);
  });
});

it('closes the holes that a broken text leaves', () => {
  const parsed = parse('f(, 1); const g = (a, , b) => 1;', 'a.js');
  expect('ast' in parsed && JSON.stringify(parsed.ast.program.body[0])).not.toContain('"arguments":[null');
});
