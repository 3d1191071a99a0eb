import { expect, it } from 'vitest';
import { bearer, logged } from '../../test/support/logged.ts';
import { endedBy, ends, factKey, idOf, mergeFacts, type Kind } from './revocation.ts';

const place = (sequence: number): { generation: number; sequence: number } => ({ generation: 1, sequence });

it('ends what it names, of its issuer or of any', () => {
  const names: [Kind, string][] = [
    ['token', 't'],
    ['session', 's'],
    ['subject', 'u'],
    ['client', 'c'],
    ['tenant', 'n'],
    ['everything', '*'],
  ];
  for (const [kind, id] of names) {
    expect(idOf(kind, bearer)).toBe(id);
    const fact = logged({ kind, id, position: place(6) });
    expect(ends(fact, bearer)).toBe(true);
    expect(ends({ ...fact, id: 'another' }, bearer)).toBe(false);
    expect(ends({ ...fact, issuer: 'another' }, bearer)).toBe(false);
    expect(ends({ ...fact, issuer: '*' }, bearer)).toBe(true);
    const named = kind === 'token' || kind === 'session';
    expect(ends({ ...fact, position: place(5) }, bearer), 'a cut-off where the session began').toBe(named);
    expect(ends({ ...fact, except: 's' }, bearer)).toBe(named);
    expect(ends({ ...fact, except: 'other' }, bearer)).toBe(true);
  }
});

it('ends what was proved in its second or before, and nothing that was proved later', () => {
  const fact = logged({ kind: 'subject', id: 'u', at: 5_000, position: place(1) });
  expect(ends(fact, bearer)).toBe(false);
  expect(ends(fact, { ...bearer, authenticatedAt: 5_000 })).toBe(true);
  expect(ends(fact, { ...bearer, authenticatedAt: 6_000 })).toBe(false);
});

it('knows somebody whom it ends, and nothing else of them', () => {
  const nobody = { issuer: 'i', token: '', session: '', subject: '', began: { generation: 0, sequence: 0 } };
  expect(endedBy(logged({ kind: 'everything', id: '*' }))).toEqual(nobody);
  expect(endedBy(logged({ kind: 'tenant', id: 'n' }))).toEqual({ ...nobody, tenant: 'n' });
  expect(endedBy(logged({ kind: 'token', id: 't' }))).toEqual({ ...nobody, token: 't' });
});

it('is the same as another by kind, issuer, id and exception', () => {
  const one = logged({ kind: 'subject', except: 'x' });
  expect(factKey(one)).toBe(factKey({ ...one, at: 7 } as typeof one));
  const others = [logged({ kind: 'subject' }), { ...one, kind: 'client' as const }];
  others.push({ ...one, issuer: 'j' }, { ...one, id: 'j' }, { ...one, except: 'y' });
  expect(new Set([one, ...others].map(factKey)).size).toBe(6);
});

it('has of two the later place, the later instant and the longer memory', () => {
  const early = logged({ at: 9, expiresAt: 1, position: place(1), reason: 'early' });
  const late = logged({ at: 2, expiresAt: 8, position: place(2), reason: 'late' });
  const both = { ...late, at: 9, expiresAt: 8 };
  expect(mergeFacts(early, late)).toEqual(both);
  expect(mergeFacts(late, early)).toEqual(both);
  expect(mergeFacts(early, { ...late, position: place(1) })).toMatchObject({ reason: 'early' });
});
