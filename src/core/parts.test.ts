import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode, isCanonical } from './base64url.ts';
import { Cache } from './cache.ts';
import { Emitter } from './events.ts';
import { comparePositions, formatCursor, parseCursor, parsePosition } from './position.ts';

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
