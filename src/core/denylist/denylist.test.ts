import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomId } from '../base64url.ts';
import { ends, endedBy, type Bearer, type LoggedRevocation } from '../revocation.ts';
import { essence } from './cut-offs.ts';
import { Denylist } from './denylist.ts';
import { Entries } from './entries.ts';
import { Hash } from './hash.ts';
import { pack, unpack } from './random-id.ts';
import { Table } from './table.ts';

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

  it('gives all memory back when the last fact is forgotten, and takes about 50 bytes for one till then', () => {
    const list = new Denylist();
    const count = 100_000;
    for (let index = 0; index < count; index += 1) {
      const at = 1_790_000_000_000 + index;
      list.add(fact({ id: randomId(16), at, expiresAt: at + 604_800_000, reason: 'logout' }));
    }
    expect(list.size).toBe(count);
    expect(list.bytes / count).toBeLessThan(64);
    while (list.size > 0) list.forget(1_800_000_000_000);
    expect(list.bytes).toBe(0);
    expect([...list.all()]).toEqual([]);
  });

  it('tells what another one lacks, and nothing of what it has or has more of', () => {
    const [mine, theirs] = [new Denylist(), new Denylist()];
    const cut = { kind: 'subject', id: 'u' } as const;
    const known = fact({ id: 'known' });
    const facts = [known, fact({ id: 'lost' }), fact({ ...cut, position: { generation: 1, sequence: 8 } })];
    for (const one of facts) mine.add(one);
    theirs.add(known);
    theirs.add(fact({ ...cut, position: { generation: 1, sequence: 9 } }));
    expect(mine.missingFrom(theirs)).toEqual([fact({ id: 'lost' })]);
    expect(theirs.missingFrom(mine)).toHaveLength(1);
  });

  it('keeps named tokens and sessions when the cut-offs are dropped', () => {
    const list = new Denylist();
    list.add(fact({ id: 's' }));
    list.add(fact({ kind: 'subject', id: 'u', position: { generation: 1, sequence: 9 } }));
    list.add(fact({ kind: 'everything', id: '*', issuer: '*', position: { generation: 1, sequence: 9 } }));
    const { version } = list;
    list.dropCutoffs();
    expect(list.size).toBe(1);
    expect(list.version).toBeGreaterThan(version);
    expect(list.find(bearer)).toMatchObject({ kind: 'session' });
    expect(list.find({ ...bearer, session: 'other' })).toBe(undefined);
  });
});

describe('the essence of cut-offs', () => {
  it('ends exactly what all of them end, in two facts at most', () => {
    const cut = fc
      .record({
        except: fc.constantFrom(undefined, 'a', 'b', 'c'),
        sequence: fc.nat(6),
        expiresAt: fc.nat(9),
      })
      .map(({ sequence, except, expiresAt }) =>
        fact({
          kind: 'subject',
          id: 'u',
          expiresAt,
          position: { generation: 0, sequence },
          ...(except && { except }),
        }),
      );
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 9 }), (facts) => {
        const kept = essence(facts);
        expect(kept.length).toBeLessThanOrEqual(2);
        for (const session of ['a', 'b', 'c', 'd']) {
          for (let sequence = 0; sequence < 8; sequence += 1) {
            const one = { ...bearer, session, began: { generation: 0, sequence } };
            expect(kept.some((each) => ends(each, one))).toBe(facts.some((each) => ends(each, one)));
          }
        }
        const longest = Math.max(...facts.map(({ expiresAt }) => expiresAt));
        expect(kept.every(({ expiresAt }) => expiresAt === longest)).toBe(true);
      }),
    );
  });
});

describe('entries', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
    fc.stringMatching(/^[\w-]{22}$/),
    fc.constantFrom('\ud800', 'a\udc00b', ''),
  );
  const number = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.constantFrom(0, -1, 0.5, 1e300));
  const any = fc.record({
    kind: fc.constantFrom('token', 'session', 'subject', 'client', 'tenant', 'everything'),
    id: text,
    issuer: text,
    except: fc.option(text, { nil: undefined }),
    at: number,
    expiresAt: number,
    reason: fc.option(text, { nil: undefined }),
    by: fc.option(text, { nil: undefined }),
    generation: fc.nat(),
    sequence: fc.maxSafeNat(),
  });

  it('say what was written, whatever it was', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), (all) => {
        const entries = new Entries();
        const written = all.map(({ generation, sequence, except, reason, by, ...one }) => {
          const whole = fact({
            ...one,
            ...(except !== undefined && { except }),
            ...(reason !== undefined && { reason }),
            ...(by !== undefined && { by }),
            position: { generation, sequence },
          });
          return { whole, reference: entries.write(whole) };
        });
        for (const { whole, reference } of written) expect(entries.read(reference)).toStrictEqual(whole);
        expect([...entries.all()]).toHaveLength(all.length);
      }),
    );
  });

  it('spell an id of random bytes as it was spelt, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.stringMatching(/^[\w-]{22}$/), fc.string({ minLength: 22, maxLength: 22 })),
        (id) => {
          const out = new Uint8Array(16);
          const isIt = Buffer.from(id, 'base64url').toString('base64url') === id && id.length === 22;
          expect(pack(id, out, 0)).toBe(isIt);
          if (isIt) {
            expect(Buffer.from(out).toString('base64url')).toBe(id);
            expect(unpack(out, 0)).toBe(id);
          }
        },
      ),
    );
  });
});

describe('a table', () => {
  it('finds what was added and not removed, and nothing else', () => {
    const hash = fc.nat(7).map((value) => value * 0x2000_0000);
    const step = fc.record({ adds: fc.boolean(), first: fc.nat(2), second: hash, reference: fc.nat(40) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const table = new Table();
        const model = new Set<string>();
        for (const { adds, first, second, reference } of steps) {
          const key = `${first} ${second} ${reference}`;
          if (adds && !model.has(key)) {
            table.add(first, second, reference);
            model.add(key);
          } else if (!adds) expect(table.remove(first, second, reference)).toBe(model.delete(key));
        }
        expect(table.size).toBe(model.size);
        for (let first = 0; first < 3; first += 1) {
          for (let value = 0; value < 8; value += 1) {
            const found: string[] = [];
            table.some(first, value * 0x2000_0000, (one) => {
              found.push(`${first} ${value * 0x2000_0000} ${one}`);
              return false;
            });
            const expected = [...model].filter((key) => key.startsWith(`${first} ${value * 0x2000_0000} `));
            expect(found.toSorted()).toEqual(expected.toSorted());
          }
        }
      }),
    );
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
});

describe('a hash', () => {
  it('is another one for each list, and tells salts, texts and lengths apart', () => {
    const [one, other] = [new Hash(), new Hash()];
    const of = (hash: Hash, salt: number, text: string): string => {
      hash.of(salt, text);
      return `${hash.first} ${hash.second}`;
    };
    expect(of(one, 1, 'text')).toBe(of(one, 1, 'text'));
    expect(of(one, 1, 'text')).not.toBe(of(other, 1, 'text'));
    const texts = ['', '\0', '\0\0', 'a', 'a\0', 'ab', 'ba', 'abc', 'text', 'texu'];
    const all = texts.flatMap((text) => [0, 1, 2 ** 31].map((salt) => of(one, salt, text)));
    expect(new Set(all).size).toBe(all.length);
  });
});
