import { expect, it, vi } from 'vitest';
import { bearer, logged } from '../../../test/support/logged.ts';
import type { LoggedRevocation } from '../revocation.ts';
import { Denylist } from './denylist.ts';

// A hash for which everything is alike: no real one is as bad, and the denylist must be right with it all the same.
vi.mock('./hash.ts', () => ({
  Hash: class {
    readonly first = 0;
    readonly second = 0;
    of(): void {}
  },
}));

it('compares what it finds: things with the same hash are still different things', () => {
  const list = new Denylist();
  const place = { generation: 1, sequence: 9 };
  const facts: LoggedRevocation[] = [
    logged({ id: 'a' }),
    logged({ id: 'b' }),
    logged({ id: 'a', issuer: 'j' }),
    logged({ id: 'a', kind: 'token' }),
    logged({ id: 'a', kind: 'subject', position: place }),
    logged({ id: 'a', kind: 'subject', position: place, except: 'spared' }),
    logged({ id: '*', kind: 'everything', issuer: '*' }),
  ];
  for (const fact of facts) expect(list.add(fact)).toBe(true);
  for (const fact of facts) expect(list.add(fact)).toBe(false);
  expect(list.size).toBe(7);
  expect([...list.all()]).toEqual(facts);
  const nobody = { ...bearer, token: 'x', session: 'x', subject: 'x' };
  expect(list.find(nobody)).toBe(undefined);
  expect(list.find({ ...nobody, session: 'b' })).toEqual(facts[1]);
  expect(list.find({ ...nobody, session: 'b', issuer: 'j' })).toBe(undefined);
  expect(list.find({ ...nobody, session: 'a', issuer: 'j' })).toEqual(facts[2]);
  expect(list.find({ ...nobody, token: 'a' })).toEqual(facts[3]);
  expect(list.find({ ...nobody, token: 'b' })).toBe(undefined);
  expect(list.find({ ...nobody, subject: 'a' })).toEqual(facts[4]);
  // One that says more takes the place of one, and leaves the others.
  expect(list.add(logged({ id: 'a', at: 7 }))).toBe(true);
  expect([...list.all()]).toEqual([...facts.slice(1), logged({ id: 'a', at: 7 })]);
  list.dropCutoffs();
  expect([...list.all()].map(({ kind }) => kind)).toEqual(['session', 'session', 'token', 'session']);
});
