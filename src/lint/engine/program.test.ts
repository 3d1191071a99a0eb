import { describe, expect, it } from 'vitest';
import type { Code } from '../../../test/support/lint.ts';
import { itIs } from '../../../test/support/lint-values.ts';

// Only files that speak of tokens are read at once.
const T = '/* token */';
const F = { 'f.js': `${T} export function f() {} export default f; export const o = { inner: { f } };` };

describe('a name stands for', () => {
  it.each<[string, Code, string]>([
    [
      'a function of another file',
      { ...F, 'z.js': `${T} import { f as it } from './f';` },
      'function f.js#f',
    ],
    ['a default export', { ...F, 'z.js': `${T} import it from './f.js';` }, 'function f.js#f'],
    [
      'a member of a namespace',
      { ...F, 'z.js': `${T} import * as all from './f'; const it = all.f;` },
      'function f.js#f',
    ],
    [
      'a path through objects',
      { ...F, 'z.js': `${T} import { o } from './f'; const { inner: { f: it } } = o;` },
      'function f.js#f',
    ],
    [
      'a barrel',
      {
        ...F,
        'b/index.ts': "export * from '../f'; export { default as g } from '../f';",
        'z.js': `${T} import { g as it } from './b';`,
      },
      'function f.js#f',
    ],
    [
      'module.exports',
      { 'f.js': 'module.exports = { f() {} };', 'z.js': `${T} const { f: it } = require('./f');` },
      'function f.js#f',
    ],
    [
      'exports.name',
      { 'f.js': 'exports.f = () => 1;', 'z.js': `${T} const it = require('./f').f;` },
      'function f.js#f',
    ],
    [
      'a module that is a function',
      { 'f.js': 'module.exports = function f() {};', 'z.js': `${T} const it = require('./f');` },
      'function f.js#f',
    ],
    [
      'a default import of CommonJS',
      { 'f.js': 'module.exports = function f() {};', 'z.js': `${T} import it from './f';` },
      'function f.js#f',
    ],
    [
      '.js that means .ts',
      { 'f.ts': 'export function f() {}', 'z.ts': `${T} import { f as it } from './f.js';` },
      'function f.ts#f',
    ],
    [
      'an alias of a bundler',
      { 'src/f.ts': 'export function f() {}', 'src/a/z.ts': `${T} import { f as it } from '@/f';` },
      'function src/f.ts#f',
    ],
    [
      'a member of a default import of CommonJS',
      { 'f.js': 'exports.f = () => 1;', 'z.js': `${T} import all from './f'; const it = all.f;` },
      'function f.js#f',
    ],
    [
      'a member that is spread',
      `${T} const base = { f() {} }; const it = { ...base, g: 1 }.f;`,
      'function src/code.js#f',
    ],
    [
      'what Angular injects',
      `${T} import { inject } from '@angular/core'; class S { f() {} } const it = inject(S).f;`,
      'function src/code.js#f',
    ],
    [
      'a method of a class of a package',
      `${T} import { Repository } from 'typeorm'; class R extends Repository {} const it = new R().update;`,
      'package typeorm Repository new update',
    ],
    [
      'a getter',
      `${T} class A { get f() { return function g() {}; } } const it = new A().f;`,
      'function src/code.js#g',
    ],
    [
      'a method of an instance',
      `${T} class A { f() {} } const a = new A(); const it = a.f;`,
      'function src/code.js#f',
    ],
    [
      'a method that is inherited',
      `${T} class A { f() {} } class B extends A {} const it = new B().f;`,
      'function src/code.js#f',
    ],
    [
      'what a function answers',
      `${T} const make = () => ({ f() {} }); const it = make().f;`,
      'function src/code.js#f',
    ],
    [
      'what a wrapper wraps',
      `${T} const wrap = (g) => (...a) => g(...a); function f() {} const it = wrap(f);`,
      'function src/code.js#f',
    ],
    [
      'what is awaited, cast and bound',
      `${T} function f() {} const it = (await (f as any)).bind(this);`,
      'function src/code.js#f',
    ],
    ['the first of several answers', `${T} const a = process.env.A || b; const it = 'x' || 'y';`, '"x"'],
    ['a variable that is given its value later', `${T} let it; it = new Redis();`, 'global Redis new'],
    [
      'something of a package',
      `${T} import { createClient } from 'redis'; const it = createClient().get;`,
      'package redis createClient () get',
    ],
    ['a file that is not there', `${T} import { it } from './gone';`, 'missing ./gone it'],
    ['itself', `${T} const it = it;`, 'unknown it'],
    [
      'a reducer of a slice',
      `${T} const s = createSlice({ reducers: { f: { reducer() {}, prepare() {} } } }); const it = s.actions.f;`,
      'function src/code.js#reducer',
    ],
    [
      'a context',
      {
        'z.jsx': `${T} import { createContext, useContext } from 'react'; const C = createContext(); const P = () => { const f = () => 1; return <C.Provider value={{ f }} />; }; const { f: it } = useContext(C);`,
      },
      'function z.jsx#f',
    ],
  ])('%s', (_title, code, expected) => {
    expect(itIs(code)).toBe(expected);
  });
});
