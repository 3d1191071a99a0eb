import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bearer, logged } from '../../../test/support/logged.ts';
import { ends, endedBy } from '../revocation.ts';
import { Denylist } from './denylist.ts';

describe('a denylist', () => {
  it('finds the fact that ends a bearer, of any kind', () => {
    const later = { generation: 1, sequence: 6 };
    const facts = [
      logged({ kind: 'token', id: 't' }),
      logged({ kind: 'session', id: 's' }),
      logged({ kind: 'subject', id: 'u', position: later }),
      logged({ kind: 'client', id: 'c', position: later, issuer: '*' }),
      logged({ kind: 'tenant', id: 'n', position: later }),
      logged({ kind: 'everything', id: '*', issuer: '*', position: later }),
    ];
    for (const one of facts) {
      const list = new Denylist();
      expect(list.find(bearer)).toBe(undefined);
      expect(list.add(one)).toBe(true);
      expect(list.find(bearer)).toEqual(one);
      expect(ends(one, { ...endedBy(one), issuer: 'i' })).toBe(true);
      expect(list.find({ ...bearer, issuer: 'other' }) !== undefined).toBe(one.issuer === '*');
    }
  });

  it('knows two exceptions for two facts: the second does not revive what the first has ended', () => {
    const list = new Denylist();
    const cut = { kind: 'subject', id: 'u' } as const;
    list.add(logged({ ...cut, except: 'kept', position: { generation: 1, sequence: 6 } }));
    list.add(logged({ ...cut, except: 's', position: { generation: 1, sequence: 7 } }));
    expect(list.find(bearer)).toMatchObject({ except: 'kept' });
    expect(list.find({ ...bearer, session: 'kept' })).toMatchObject({ except: 's' });
    expect(list.find({ ...bearer, session: 'kept', began: { generation: 1, sequence: 7 } })).toBe(undefined);
  });

  it('is the same whatever the order and however often facts are applied, and only grows', () => {
    const facts = fc.array(
      fc
        .record({
          kind: fc.constantFrom('token', 'session', 'subject', 'everything'),
          id: fc.constantFrom('t', 's', 'u', 'x'),
          except: fc.option(fc.constantFrom('s', 'x'), { nil: undefined }),
          sequence: fc.nat(9),
          expiresAt: fc.nat(9_000_000),
        })
        .map(({ sequence, except, ...one }) =>
          logged({
            ...one,
            ...(one.kind === 'everything' && { id: '*', issuer: '*' }),
            ...(except && { except }),
            position: { generation: 1, sequence },
          }),
        ),
      { maxLength: 12 },
    );
    const verdicts = (list: Denylist): boolean[] =>
      ['s', 'x', 'y'].map((session) => list.find({ ...bearer, session }) !== undefined);
    fc.assert(
      fc.property(facts, fc.nat(1_000), (all, seed) => {
        const straight = new Denylist();
        const shuffled = new Denylist();
        let before = verdicts(straight);
        for (const one of all) {
          straight.add(one);
          const now = verdicts(straight);
          before.forEach((dead, index) => expect(now[index] || !dead).toBe(true));
          before = now;
        }
        const order = all
          .map((one, index) => ({ one, key: (index * 7 + seed) % 13 }))
          .toSorted((a, b) => a.key - b.key);
        for (const { one } of [...order, ...order]) shuffled.add(one);
        expect(verdicts(shuffled)).toEqual(verdicts(straight));
        expect(shuffled.size).toBe(straight.size);
        const version = shuffled.version;
        for (const one of all) expect(shuffled.add(one)).toBe(false);
        expect(shuffled.version).toBe(version);
      }),
    );
  });

  it('forgets by the minute in which a fact expires, never before, and leaves no trace', () => {
    const list = new Denylist();
    for (let index = 0; index < 1_000; index += 1)
      list.add(logged({ id: `s${index}`, expiresAt: index * 1_000 }));
    list.forget(500_000);
    expect(list.find({ ...bearer, session: 's500' })).toBeTruthy();
    expect(list.find({ ...bearer, session: 's400' })).toBe(undefined);
    list.add(logged({ id: 's999', expiresAt: 5_000_000 }));
    list.forget(2_000_000);
    expect(list.size).toBe(1);
    expect(list.find({ ...bearer, session: 's999' })).toBeTruthy();
    list.forget(6_000_000);
    expect(list.size).toBe(0);
  });

  it('tells what another one lacks, and nothing of what it has or has more of', () => {
    const [mine, theirs] = [new Denylist(), new Denylist()];
    const cut = { kind: 'subject', id: 'u' } as const;
    const known = logged({ id: 'known' });
    const facts = [
      known,
      logged({ id: 'lost' }),
      logged({ ...cut, position: { generation: 1, sequence: 8 } }),
    ];
    for (const one of facts) mine.add(one);
    theirs.add(known);
    theirs.add(logged({ ...cut, position: { generation: 1, sequence: 9 } }));
    expect(mine.missingFrom(theirs)).toEqual([logged({ id: 'lost' })]);
    expect(theirs.missingFrom(mine)).toHaveLength(1);
  });

  it('keeps named tokens and sessions when the cut-offs are dropped', () => {
    const list = new Denylist();
    list.add(logged({ id: 's' }));
    list.add(logged({ kind: 'token', id: 't' }));
    list.add(logged({ kind: 'subject', id: 'u', position: { generation: 1, sequence: 9 } }));
    list.add(logged({ kind: 'everything', id: '*', issuer: '*', position: { generation: 1, sequence: 9 } }));
    const { version } = list;
    list.dropCutoffs();
    expect(list.size).toBe(2);
    expect(list.version).toBeGreaterThan(version);
    expect(list.find({ ...bearer, token: 'other' })).toMatchObject({ kind: 'session' });
    expect(list.find({ ...bearer, session: 'other' })).toMatchObject({ kind: 'token' });
    expect(list.find({ ...bearer, session: 'other', token: 'other' })).toBe(undefined);
  });

  it('says what is news: a later place, instant or expiry', () => {
    const list = new Denylist();
    const cut = { kind: 'subject', id: 'u' } as const;
    const later = { generation: 1, sequence: 2 };
    const steps = [
      {},
      { at: 5 },
      { at: 5, expiresAt: 2_000_000 },
      { at: 5, expiresAt: 2_000_000, position: later },
    ];
    steps.forEach((step, index) => {
      expect(list.add(logged({ ...cut, ...step }))).toBe(true);
      expect(list.version).toBe(index + 1);
      expect(list.add(logged({ ...cut, ...step }))).toBe(false);
      expect([...list.all()]).toEqual([logged({ ...cut, ...step })]);
    });
    const foreign = { ...bearer, authenticatedAt: 3 };
    expect(list.find(foreign)).toBeDefined();
    expect(list.find(bearer)).toBe(undefined);
  });

  it('counts the bytes of its table and of its entries', () => {
    const list = new Denylist();
    expect(list.bytes).toBe(0);
    list.add(logged());
    expect(list.bytes).toBe(64 + 262_144);
  });
});
