import { describe, expect, it } from 'vitest';
import { Cache } from './cache.ts';

function filled(...keys: string[]): Cache<string> {
  const cache = new Cache<string>(4);
  for (const key of keys) cache.set(key, key.toUpperCase());
  return cache;
}

describe('a cache of four', () => {
  it('keeps the last two at least, and four at most', () => {
    const cache = filled('a', 'b', 'c', 'd');
    expect(cache.values()).toEqual(['C', 'D', 'A', 'B']);
    cache.set('e', 'E');
    expect(cache.values()).toEqual(['E', 'C', 'D']);
    expect(cache.get('a')).toBe(undefined);
  });

  it('keeps what is asked for or set again, once', () => {
    const cache = filled('a', 'b', 'c');
    expect(cache.get('a')).toBe('A');
    expect(cache.values()).toEqual(['C', 'A', 'B']);
    cache.set('c', 'changed');
    cache.set('a', 'changed too');
    expect(cache.values(), 'no half is given up for what is in it').toEqual(['changed', 'changed too', 'B']);
    expect(cache.get('x')).toBe(undefined);
    expect(cache.values()).toHaveLength(3);
  });

  it('drops what it is told to, from both halves', () => {
    const cache = filled('a', 'b', 'c', 'd');
    cache.drop((value) => value === 'A' || value === 'D');
    expect(cache.values()).toEqual(['C', 'B']);
    cache.delete('b');
    cache.delete('c');
    expect(cache.values()).toEqual([]);
    const other = filled('a', 'b', 'c');
    other.clear();
    expect([other.values(), other.get('a'), other.get('c')]).toEqual([[], undefined, undefined]);
  });

  it('has room for one however small it is', () => {
    const cache = new Cache<number>(0);
    cache.set('a', 1);
    expect(cache.get('a')).toBe(1);
    cache.set('b', 2);
    cache.set('c', 3);
    expect(cache.values()).toEqual([3, 2]);
  });
});
