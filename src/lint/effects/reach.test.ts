import { expect, describe, it } from 'vitest';
import { programOf } from '../../../test/support/lint.ts';
import { effectsOf } from './classify.ts';
import { reachOf } from './reach.ts';

describe('what runs because a function runs', () => {
  const reached = (code: string): string[] => {
    const { program } = programOf({ 'a.jsx': `/* token */ ${code}` });
    const func = program.modules[0]?.funcs.find(({ name }) => name === 'f');
    return func
      ? [...reachOf(program, func).funcs].map(({ name }) => name).filter((name) => name.startsWith('g'))
      : [];
  };
  it.each([
    ['a call', 'function g() {} const f = () => g();'],
    ['a callback', 'function g() {} const f = () => x.then(g);'],
    ['what a callback calls', 'function g() {} const f = () => [1].map(() => g());'],
    ['a promise', 'function g() {} const f = () => new Promise((done) => { g(); });'],
    ['a function that is answered', 'function g() {} const f = () => () => g();'],
    ['a constructor', 'class A { constructor() { g(); } } function g() {} const f = () => new A();'],
    ['a listener of an event', "function g() {} bus.on('x', g); const f = () => bus.emit('x');"],
    ['a method that listens', "class A { @OnEvent('x') g() {} } const f = () => bus.emit('x');"],
    ['a saga', "function* g() {} takeLatest('LOGOUT', g); const f = () => dispatch({ type: 'LOGOUT' });"],
    [
      'the function of a mutation',
      'function g() {} const m = useMutation({ mutationFn: g }); const f = () => m.mutate();',
    ],
    ['a handler of an element', 'function g() {} const f = () => <a onClick={g} />;'],
    ['a handler that is written in an element', 'function g() {} const f = () => <a onClick={() => g()} />;'],
    ['itself, over and over', 'function g() { f(); } function f() { g(); }'],
  ])('%s', (_title, code) => {
    expect(reached(code)).toContain('g');
  });

  it.each([
    ['a function that is only declared', 'const f = () => { function g() {} };'],
    ['a logger', 'const logger = { g() {} }; const f = () => logger.g();'],
    ['a listener of another event', "function g() {} bus.on('y', g); const f = () => bus.emit('x');"],
    [
      'a saga of another action',
      "function* g() {} takeLatest('LOGIN', g); const f = () => dispatch({ type: 'LOGOUT' });",
    ],
  ])('not %s', (_title, code) => {
    expect(reached(code)).toEqual([]);
  });
});

it('looks at each function once', () => {
  const { program } = programOf('/* token */ function f() { save(user); }');
  const [, func] = program.modules[0]?.funcs ?? [];
  expect(func && effectsOf(program, func)).toBe(func && effectsOf(program, func));
});
