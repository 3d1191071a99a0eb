import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bearer, logged } from '../../../test/support/logged.ts';
import { ends } from '../revocation.ts';
import { essence } from './cut-offs.ts';

describe('the essence of cut-offs', () => {
  it('ends exactly what all of them end, in two facts at most', () => {
    const cut = fc
      .record({
        except: fc.constantFrom(undefined, 'a', 'b', 'c'),
        sequence: fc.nat(6),
        expiresAt: fc.nat(9),
      })
      .map(({ sequence, except, expiresAt }) =>
        logged({
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

  it('are the last one, and the last that spares another; each says what all that spare the same say', () => {
    const cut = (sequence: number, except: string | undefined, at: number, expiresAt: number) =>
      logged({
        kind: 'subject',
        at,
        expiresAt,
        position: { generation: 1, sequence },
        ...(except && { except }),
      });
    const facts = [cut(1, 'a', 50, 1), cut(4, 'b', 10, 7), cut(3, 'a', 20, 9), cut(2, 'c', 60, 2)];
    expect(essence([...facts, cut(2, 'b', 30, 3)])).toEqual([cut(4, 'b', 30, 9), cut(3, 'a', 50, 9)]);
    // In one place of the log, one that spares nobody comes first, then by name.
    const tie = [cut(1, 'b', 0, 1), cut(1, undefined, 0, 1), cut(1, 'a', 0, 1)];
    expect(essence(tie)).toEqual([tie[1], tie[2]]);
  });

  it('are one fact about a token or a session, which is dead for good', () => {
    for (const kind of ['token', 'session'] as const) {
      const [one, other] = [
        logged({ kind, except: 'a', at: 3 }),
        logged({ kind, except: 'b', expiresAt: 9 }),
      ];
      expect(essence([one, other])).toEqual([{ ...one, at: 3, expiresAt: 1_000_000 }]);
    }
    expect(essence([])).toEqual([]);
  });
});
