import { describe, expect, it } from 'vitest';
import { programOf } from '../../../test/support/lint.ts';
import { constantOf } from './constant.ts';
import { itIs, told } from '../../../test/support/lint-values.ts';

const T = '/* token */';

describe('`this.x` in a class is', () => {
  const within = (fields: string, more: Record<string, string> = {}): string => {
    const { program } = programOf({
      ...more,
      'z.ts': `${T} import { S } from './s'; class C { ${fields} m() { return this.s.f; } }`,
      's.ts': 'export class S { f() {} }',
    });
    const method = program.modules.flatMap(({ funcs }) => funcs).find(({ name }) => name === 'm');
    if (!method) throw new Error('no method');
    return told(program.answer(method));
  };
  it.each([
    ['a parameter property', 'constructor(private readonly s: S) {}'],
    ['a field with a type', 'private s: S;'],
    ['a field with a value', 's = new S();'],
    ['what the constructor puts there', 'constructor(s: S) { this.s = s; }'],
    ['injected by a token', "constructor(@Inject('s') private s: S) {}"],
    ['a type that may be missing', 'constructor(private s?: S | null) {}'],
  ])('%s', (_title, fields) => {
    expect(within(fields)).toBe('function s.ts#f');
  });

  it('the one class that implements its interface', () => {
    const { program } = programOf({
      'z.ts': `${T} interface Port { f(): void } class C { constructor(private s: Port) {} m() { return this.s.f; } }`,
      's.ts': `${T} export class S implements Port { f() {} }`,
    });
    const method = program.modules.flatMap(({ funcs }) => funcs).find(({ name }) => name === 'm');
    expect(method && told(program.answer(method))).toBe('function s.ts#f');
  });
});

it('`this` of a method in an object is that object', () => {
  const { program } = programOf(`${T} const o = { f() {}, m() { return this.f; } };`);
  const method = program.modules[0]?.funcs.find(({ name }) => name === 'm');
  expect(method && told(program.answer(method))).toBe('function src/code.js#f');
});

it('an abstract method is that of the one class that has it', () => {
  const { program } = programOf({
    'z.ts': `${T} abstract class Port { abstract f(): void } class C { constructor(private s: Port) {} m() { return this.s.f; } }`,
    's.ts': `${T} export class S extends Port { f() {} }`,
  });
  const method = program.modules.flatMap(({ funcs }) => funcs).find(({ name }) => name === 'm');
  expect(method && told(program.answer(method))).toBe('function s.ts#f');
});

describe('the functions are called', () => {
  const names = (code: string): string[] =>
    programOf(`${T} ${code}`)
      .program.modules.flatMap(({ funcs }) => funcs.map(({ name }) => name))
      .filter((name) => name !== '');
  it.each<[string, string[]]>([
    ['function f() {}', ['f']],
    ['const f = () => 1;', ['f']],
    ['const f = wrap(other(() => 1));', ['f']],
    ['exports.f = async () => 1;', ['f']],
    ['a.b.f = function () {};', ['f']],
    ['const o = { f() {}, g: () => 1, "h-i": () => 1 };', ['f', 'g', 'h-i']],
    ['class A { f() {} g = () => 1; #h = () => 1; }', ['f', 'g', 'h']],
    ['module.exports = () => 1;', ['code']],
    ['export default () => 1;', ['code']],
    ['const f = list.map(() => 1);', []],
    ['const f = promise.then(() => 1);', []],
    ["const f = app.get('/x', () => 1);", []],
    ['const { f } = () => 1;', []],
  ])('%s', (code, expected) => {
    expect(names(code)).toEqual(expected);
  });
});

describe('a constant is', () => {
  it.each([
    ["'a' + 'b'", 'ab'],
    ['`a${1 + 1}`', 'a2'],
    ['60 * 60 * 24', 86_400],
    ["process.env.TTL || '7d'", '7d'],
    ["isDev ? '1d' : '2d'", '1d'],
    ['-1', -1],
    ['Number("5")', '5'],
    ['{ ttl: "5m" }.ttl', '5m'],
    ['unknown()', undefined],
  ])('%s', (text, expected) => {
    const { program } = programOf(`${T} const it = (${text});`);
    const top = program.modules[0]?.top;
    const binding = top?.scope.get('it');
    const node = binding?.kind === 'variable' ? binding.init : undefined;
    expect(top && node && constantOf(program, node, top)).toBe(expected);
  });
});

it('finds its way through a program that goes round in circles, and through one that is deep', () => {
  const circle = {
    'a.js': `${T} import { b } from './b'; export const a = b;`,
    'b.js': `${T} import { a } from './a'; export const b = a; const it = b;`,
  };
  expect(itIs(circle)).toMatch(/^unknown/);
  const deep = `${T} const it = f${'.g()'.repeat(800)};`;
  expect(itIs(deep)).toMatch(/^(unknown|global)/);
});
