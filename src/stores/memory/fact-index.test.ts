import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ends, type Bearer, type LoggedRevocation } from '../../core/revocation.ts';
import { FactIndex, type Entry } from './fact-index.ts';

const session = fc.constantFrom('a', 'b', 'c');
const issuer = fc.constantFrom('i', 'j', '*');
const place = fc.record({
  generation: fc.integer({ min: 1, max: 2 }),
  sequence: fc.integer({ min: 1, max: 9 }),
});
const fact: fc.Arbitrary<LoggedRevocation> = fc
  .record({
    kind: fc.constantFrom('subject', 'everything', 'session', 'token'),
    issuer,
    id: session,
    except: fc.option(session, { nil: undefined }),
    position: place,
  })
  .map(({ except, id, ...more }) => {
    const named = more.kind === 'everything' ? '*' : id;
    return { ...more, id: named, at: 1, expiresAt: 2, ...(except !== undefined && { except }) };
  });
const bearer: fc.Arbitrary<Bearer> = fc.record({
  issuer,
  session,
  subject: session,
  token: session,
  began: place,
});

it('finds an end exactly where some fact of the log is one, whatever came before and is left out', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fact, bearer), { maxLength: 12 }), fc.nat(12), (steps, drop) => {
      const index = new FactIndex();
      let log: Entry[] = [];
      for (const [step, [one, who]] of steps.entries()) {
        if (step === drop) log = log.slice(1);
        log.push({ place: step, fact: one });
        const found = index.find(log, who);
        expect(found !== undefined).toBe(log.some((each) => ends(each.fact, who)));
        if (found) expect(ends(found, who)).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});
