import { describe, expect, it } from 'vitest';
import { programOf } from '../../../test/support/lint.ts';
import { mayMeet, shapeOf, spelled, type Shape } from './shape.ts';

/** The shape of an expression in a function, below some code. */
function shape(expression: string, head = ''): Shape {
  const { program } = programOf(
    `/* token */ ${head}\nfunction f(token, userId, claims, refreshToken, other) { const it = ${expression}; }`,
  );
  const func = program.modules[0]?.funcs.find(({ name }) => name === 'f');
  const binding = func?.scope.get('it');
  if (!func || binding?.kind !== 'variable' || !binding.init) throw new Error('no expression');
  return shapeOf(program, binding.init, func);
}

describe('a key is spelled', () => {
  it.each<[string, string, string?]>([
    ["'bl:' + token", 'bl:<token>'],
    ['`bl:${claims.jti}`', 'bl:<jti>'],
    ['`a${"b"}c${userId}d`', 'abc<user>d'],
    ['PREFIX + claims.sub', 'revoked/<user>', "const PREFIX = 'revoked/';"],
    ['`x:${sha256(token)}`', 'x:<hash>'],
    ["createHash('sha256').update(token).digest('hex')", '<hash>'],
    ['`x:${token.toString()}`', 'x:<token>'],
    ['`x:${String(userId)}`', 'x:<user>'],
    ['refreshToken', '<refresh>'],
    ['req.session.id', '<…>'],
    ['req.sessionID', '<session>'],
    ['req.sid', '<session>'],
    ['tokenHash', '<hash>'],
    ['req.user.id', '<user>'],
    ['other', '<…>'],
    ['key(token)', 'bl:<token>', 'const key = (token) => `bl:${token}`;'],
    ['made', 'bl:<token>', 'const token = 1; const made = `bl:${process.env.TOKEN}`;'],
    ['hash(token)', '<hash>', "const hash = (text) => createHash('sha256').update(text).digest('hex');"],
  ])('%s: %s', (expression, expected, head = '') => {
    expect(spelled(shape(expression, head))).toBe(expected);
  });
});

describe('two keys', () => {
  it.each([
    ["'a:' + token", '`a:${token}`'],
    ["'a:' + token", "'a:' + other"],
    ["'a:' + token", "'a:' + refreshToken"],
    ['other', "'a:' + token"],
    ["'a:b'", '`a:${"b"}`'],
  ])('%s and %s may meet', (one, other) => {
    expect(mayMeet(shape(one), shape(other))).toBe(true);
    expect(mayMeet(shape(other), shape(one))).toBe(true);
  });

  it.each([
    ["'a:' + token", "'b:' + token"],
    ["'a:' + token", "'a:' + userId"],
    ["'a:' + token", "'a:' + sha256(token)"],
    ["'a:' + token", 'token'],
    ["'a:' + token", "'a:' + token + ':x'"],
    ['token', 'claims.jti'],
  ])('%s and %s never do', (one, other) => {
    expect(mayMeet(shape(one), shape(other))).toBe(false);
    expect(mayMeet(shape(other), shape(one))).toBe(false);
  });
});
