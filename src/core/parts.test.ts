import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode, isCanonical } from './base64url.ts';
import { Cache } from './cache.ts';
import { Denylist } from './denylist.ts';
import { Emitter } from './events.ts';
import { comparePositions, formatCursor, parseCursor, parsePosition } from './position.ts';
import { ends, endedBy, type Bearer, type LoggedRevocation } from './revocation.ts';

const fact = (more: Partial<LoggedRevocation>): LoggedRevocation => ({
  kind: 'session',
  id: 's',
  issuer: 'i',
  at: 0,
  expiresAt: 1_000_000,
  position: { generation: 1, sequence: 1 },
  ...more,
});
const bearer: Bearer = {
  issuer: 'i',
  token: 't',
  session: 's',
  subject: 'u',
  client: 'c',
  tenant: 'n',
  began: { generation: 1, sequence: 5 },
};

describe('base64url', () => {
  it('reads what it writes, and knows the one spelling of some bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (bytes) => {
        const text = encode(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect([...decode(text)]).toEqual([...bytes]);
        expect(isCanonical(text)).toBe(true);
      }),
    );
  });

  it('refuses every other spelling', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 12 }), (text) => {
        const bytes = Buffer.from(text, 'base64url');
        expect(isCanonical(text)).toBe(bytes.length > 0 && bytes.toString('base64url') === text);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('positions', () => {
  it('order by generation, then by sequence, and survive being written', () => {
    const place = fc.record({ generation: fc.nat(9), sequence: fc.nat(9) });
    fc.assert(
      fc.property(place, place, fc.stringMatching(/^[\w-]{4,12}$/), (a, b, incarnation) => {
        const order = Math.sign(a.generation * 100 + a.sequence - (b.generation * 100 + b.sequence));
        expect(Math.sign(comparePositions(a, b))).toBe(order);
        expect(parseCursor(formatCursor(incarnation, a))).toEqual({ incarnation, position: a });
      }),
    );
    for (const rubbish of ['', '.', '1', '1.', '.1', '-1.2', '1.2.3', '1.2x', '1e3.2', 7, null, undefined]) {
      expect(parsePosition(rubbish)).toBe(undefined);
    }
    for (const rubbish of ['', '1.2', '.1.2', 'a', 'a.b', undefined])
      expect(parseCursor(rubbish)).toBe(undefined);
  });
});

describe('a denylist', () => {
  it('finds the fact that ends a bearer, of any kind', () => {
    const later = { generation: 1, sequence: 6 };
    const facts = [
      fact({ kind: 'token', id: 't' }),
      fact({ kind: 'session', id: 's' }),
      fact({ kind: 'subject', id: 'u', position: later }),
      fact({ kind: 'client', id: 'c', position: later, issuer: '*' }),
      fact({ kind: 'tenant', id: 'n', position: later }),
      fact({ kind: 'everything', id: '*', issuer: '*', position: later }),
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
    list.add(fact({ ...cut, except: 'kept', position: { generation: 1, sequence: 6 } }));
    list.add(fact({ ...cut, except: 's', position: { generation: 1, sequence: 7 } }));
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
          fact({
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
      list.add(fact({ id: `s${index}`, expiresAt: index * 1_000 }));
    list.forget(500_000);
    expect(list.find({ ...bearer, session: 's500' })).toBeTruthy();
    expect(list.find({ ...bearer, session: 's400' })).toBe(undefined);
    list.add(fact({ id: 's999', expiresAt: 5_000_000 }));
    list.forget(2_000_000);
    expect(list.size).toBe(1);
    expect(list.find({ ...bearer, session: 's999' })).toBeTruthy();
    list.forget(6_000_000);
    expect(list.size).toBe(0);
  });
});

describe('a cache', () => {
  it('holds at most its capacity, and keeps what is asked for', () => {
    const cache = new Cache<number>(100);
    for (let index = 0; index < 10_000; index += 1) {
      cache.set(`k${index}`, index);
      expect(cache.get('k0')).toBe(0);
    }
    let held = 0;
    for (let index = 0; index < 10_000; index += 1) if (cache.get(`k${index}`) !== undefined) held += 1;
    expect(held).toBeLessThanOrEqual(100);
    cache.delete('k0');
    expect(cache.get('k0')).toBe(undefined);
    cache.clear();
    expect(cache.get('k9999')).toBe(undefined);
  });
});

describe('an emitter', () => {
  it('calls whoever listens, and survives one that throws', () => {
    const emitter = new Emitter();
    const heard: unknown[] = [];
    emitter.on('fresh', () => {
      throw new Error('broken listener');
    });
    const stop = emitter.on('fresh', (detail) => heard.push(detail));
    emitter.on('error', ({ event }) => heard.push(event));
    emitter.on('error', () => {
      throw new Error('a broken listener for errors');
    });
    emitter.emit('fresh', { after: 1 });
    stop();
    emitter.emit('fresh', { after: 2 });
    expect(heard).toEqual(['fresh', { after: 1 }, 'fresh']);
  });
});
