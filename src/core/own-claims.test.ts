import { describe, expect, it } from 'vitest';
import { checkOwnClaims } from './own-claims.ts';

describe('own claims', () => {
  it('are plain JSON of at most 3,072 characters', () => {
    expect(checkOwnClaims({ role: 'admin', when: new Date(0) })).toEqual({
      role: 'admin',
      when: '1970-01-01T00:00:00.000Z',
    });
    expect(checkOwnClaims({ a: 'x'.repeat(3_072 - 8) })).toBeDefined();
    expect(() => checkOwnClaims({ a: 'x'.repeat(3_072 - 7) })).toThrow('3073 characters');
    for (const none of [null, [], 'text', undefined, { toJSON: () => undefined }, { toJSON: () => [] }]) {
      expect(() => checkOwnClaims(none)).toThrow(new TypeError('claims must be a plain object'));
    }
  });

  it.each('iss sub aud exp nbf iat jti sid client_id tenant auth_time inc rv rv0 cnf status'.split(' '))(
    'are none of our own: %s',
    (name) => {
      expect(() => checkOwnClaims({ [name]: 1 })).toThrow(`claims.${name} is set by Curfew`);
    },
  );

  it('bring no prototype', () => {
    expect(() => checkOwnClaims(JSON.parse('{"__proto__": {"admin": true}}'))).toThrow('claims.__proto__');
  });
});
