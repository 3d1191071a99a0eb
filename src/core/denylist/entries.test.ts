import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logged } from '../../../test/support/logged.ts';
import { Entries } from './entries.ts';
import { EntryCodec } from './entry.ts';
import { pack, unpack } from './random-id.ts';
import { Words } from './words.ts';

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
          const whole = logged({
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

  it('spell no other id so', () => {
    const out = new Uint8Array(18);
    const id = 'AAAAAAAAAAAAAAAAAAAAAA';
    expect(pack(id, out, 2)).toBe(true);
    expect(unpack(out.fill(0xff), 2)).toBe('_____________________w');
    for (const other of [
      id.slice(1),
      `${id}A`,
      `${id.slice(1)}\u0080`,
      `\u00ff${id.slice(1)}`,
      '',
      `${id.slice(1)}B`,
    ])
      expect(pack(other, out, 0), other).toBe(false);
  });

  it('take few bytes, and whole numbers of any size', () => {
    const codec = new EntryCodec(new Words());
    const day = { at: 1_790_000_000_000, expiresAt: 1_790_086_400_000 };
    // Kind, issuer, 17 for the id, place, expiry of 6, how long before of 4.
    const random = logged({ id: 'AAAAAAAAAAAAAAAAAAAAAA', ...day });
    expect(codec.encode(random)).toHaveLength(1 + 1 + 17 + 2 + 6 + 4);
    expect(codec.encode({ ...random, id: 'sid' })).toHaveLength(1 + 1 + 4 + 2 + 6 + 4);
    const whole = { ...random, except: 'a', reason: 'b', by: 'c' };
    expect(codec.encode(whole)).toHaveLength(31 + 2 + 1 + 1);
    for (const sequence of [0, 1, 127, 128, 129, 16_383, 16_384, Number.MAX_SAFE_INTEGER]) {
      const one = logged({ position: { generation: 128, sequence }, at: 0, expiresAt: 0 });
      expect(codec.decode(codec.encode(one) ?? new Uint8Array())).toStrictEqual(one);
    }
  });

  it('leave what is odd or endless to be kept as it is', () => {
    const codec = new EntryCodec(new Words());
    const place = { generation: 1, sequence: 1 };
    const odd = [
      { at: 0.5 },
      { at: -(2 ** 53) },
      { expiresAt: -1 },
      { at: 7, expiresAt: 6 },
      { expiresAt: 0.5 },
      { position: { ...place, sequence: -1 } },
      { position: { ...place, generation: 0.5 } },
      { id: '\ud800' },
      { id: 'x'.repeat(255) },
      { id: 'x'.repeat(243) },
    ];
    for (const more of odd) expect(codec.encode(logged(more)), JSON.stringify(more)).toBe(undefined);
    expect(codec.encode(logged({ id: 'x'.repeat(242) }))).toHaveLength(254);
    // One that does not fit is never cut off: a random id is 16 bytes that nobody counts one by one.
    for (let length = 200; length < 243; length += 1) {
      const long = logged({ kind: 'subject', id: 'x'.repeat(length), except: 'AAAAAAAAAAAAAAAAAAAAAA' });
      const bytes = codec.encode(long);
      expect(bytes !== undefined).toBe(length <= 225);
      if (bytes) expect(codec.decode(bytes)).toStrictEqual(long);
    }
    const broken = { ...logged(), reason: Symbol('no text') as unknown as string };
    expect(() => new EntryCodec(fullWords()).encode(broken)).toThrow(TypeError);
  });

  it('spell out words for which there is no room', () => {
    const codec = new EntryCodec(fullWords());
    const one = logged({ issuer: 'unheard of', reason: 'unheard of, too', by: 'word 0' });
    expect(codec.decode(codec.encode(one) ?? new Uint8Array())).toStrictEqual(one);
  });

  it('are read from whole entries only', () => {
    const codec = new EntryCodec(new Words());
    expect(() => codec.decode(Uint8Array.of(0))).toThrow('not an entry');
    expect(() => codec.decode(Uint8Array.of(7))).toThrow('not an entry');
    expect(() => codec.decode(Uint8Array.of())).toThrow('too early');
    expect(() => codec.decode(Uint8Array.of(1, 128))).toThrow('too early');
  });

  it('are bytes where they can be, and forgotten either way, after the minute in which they expire', () => {
    const entries = new Entries();
    const odd = logged({ id: 'x'.repeat(300), expiresAt: 119_999 });
    const references = [entries.write(odd), entries.write(odd)];
    expect(new Set(references).size).toBe(2);
    expect(entries.bytes).toBe(0);
    const plain = logged({ expiresAt: 119_999 });
    const reference = entries.write(plain);
    expect(entries.bytes).toBe(262_144);
    entries.release(references[0] ?? 0);
    const left = [
      { reference, fact: plain },
      { reference: references[1], fact: odd },
    ];
    expect([...entries.all()]).toEqual(left);
    const forgotten: unknown[] = [];
    entries.forget(119_999, (entry) => forgotten.push(entry));
    expect(forgotten).toEqual([]);
    entries.forget(120_000, (entry) => forgotten.push(entry));
    expect(forgotten).toEqual(left);
    expect(entries.bytes).toBe(0);
  });

  it('are forgotten a few thousand at a time, the earliest first', () => {
    const entries = new Entries();
    for (let index = 0; index < 6_000; index += 1) {
      entries.write(logged({ expiresAt: (index % 3) * 60_000 }));
    }
    const minutes: number[] = [];
    const forget = (): number => {
      const before = minutes.length;
      entries.forget(10_000_000, ({ fact }) => minutes.push(fact.expiresAt / 60_000));
      return minutes.length - before;
    };
    const first = forget();
    expect(first).toBeGreaterThanOrEqual(2_500);
    expect(first).toBeLessThan(2_600);
    while (forget() > 0);
    expect(minutes).toEqual([0, 1, 2].flatMap((minute) => Array.from({ length: 2_000 }, () => minute)));
    entries.write(logged({ expiresAt: 180_000 }));
    expect(forget()).toBe(1);
  });
});

function fullWords(): Words {
  const words = new Words();
  for (let index = 0; index < 4_096; index += 1) words.codeOf(`word ${index}`);
  return words;
}
