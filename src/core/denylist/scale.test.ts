import { expect, it } from 'vitest';
import { logged } from '../../../test/support/logged.ts';
import { randomId } from '../base64url.ts';
import { Denylist } from './denylist.ts';
import { Table } from './table.ts';

it('gives all memory back when the last fact is forgotten, and takes about 50 bytes for one till then', () => {
  const list = new Denylist();
  const count = 100_000;
  for (let index = 0; index < count; index += 1) {
    const at = 1_790_000_000_000 + index;
    list.add(logged({ id: randomId(16), at, expiresAt: at + 604_800_000, reason: 'logout' }));
  }
  expect(list.size).toBe(count);
  expect(list.bytes / count).toBeLessThan(64);
  while (list.size > 0) list.forget(1_800_000_000_000);
  expect(list.bytes).toBe(0);
  expect([...list.all()]).toEqual([]);
});

it('grows and shrinks with what is in it', () => {
  const table = new Table();
  const places = Array.from(
    { length: 50_000 },
    (_, index) => [index, (index * 2_654_435_761) >>> 0] as const,
  );
  for (const [index, second] of places) table.add(index, second, index);
  expect(table.bytes).toBeLessThan(50_000 * 20);
  for (const [index, second] of places) {
    expect(table.some(index, second, (reference) => reference === index)).toBe(true);
    if (index % 2 === 0) expect(table.remove(index, second, index)).toBe(true);
  }
  for (const [index, second] of places) {
    expect(table.some(index, second, (reference) => reference === index)).toBe(index % 2 === 1);
    table.remove(index, second, index);
  }
  expect(table.bytes).toBe(0);
});
