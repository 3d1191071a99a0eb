import { expect, it } from 'vitest';
import { fact, newSession } from '../../../test/support/stores.ts';
import type { StoredSession } from '../../core/session.ts';
import {
  factOf,
  factWords,
  list,
  memoryWords,
  orderOf,
  sessionOf,
  sessionWords,
  type FactText,
} from './rows.ts';

const AT = { at: 1_000, expiresAt: 2_000 };

it('writes a fact in the order of the scripts, with nothing for what nobody said', () => {
  expect(factWords(fact('s', AT))).toEqual(['session', 's', 'i', '', 1_000, 2_000, '', '', '', '']);
  const more = { ...AT, kind: 'subject', except: 'mine', reason: 'theft', by: 'admin' } as const;
  const first = { generation: 0, sequence: 7 };
  expect(factWords(fact('alice', more), first)).toEqual([
    'subject',
    'alice',
    'i',
    'mine',
    1_000,
    2_000,
    'theft',
    'admin',
    0,
    7,
  ]);
});

it('reads a fact as it was logged, without what nobody said', () => {
  const text: FactText = ['session', 's', 'i', '', '1000', '2000', '', '', 1, 7];
  const position = { generation: 1, sequence: 7 };
  const least = { kind: 'session', id: 's', issuer: 'i', at: 1_000, expiresAt: 2_000, position };
  expect(Object.entries(factOf(text))).toEqual(Object.entries(least));
  expect(factOf(['token', 't', '*', 'x', '1', '2', 'r', 'b', 0, 0])).toMatchObject({
    except: 'x',
    reason: 'r',
    by: 'b',
  });
});

it('writes a session with the words by which it is found, and reads it as it was', () => {
  const session = newSession({ id: 's', claims: { role: 'admin' }, device: { name: 'Firefox' } });
  const { startedAt, seenAt, expiresAt } = session;
  const [id, record, ...words] = sessionWords(session);
  expect([id, ...words]).toEqual(['s', 'i', 'alice', '', '', startedAt, seenAt, expiresAt]);
  expect(sessionWords({ ...session, client: 'c', tenant: 't' }).slice(4, 6)).toEqual(['c', 't']);
  const told = [record, 'life.1.2', 3, '4', String(seenAt + 5), '', '6'];
  const stored = { ...session, seenAt: seenAt + 5, began: 'life.1.2', generation: 3, rotatedAt: 4 };
  expect(sessionOf(told)).toEqual(stored);
  expect(sessionOf(told)).not.toHaveProperty('endedAt');
  expect(sessionOf(told.with(5, '0'))).toEqual({ ...stored, endedAt: 0 });
  expect(orderOf(told)).toBe(6);
});

it('writes a session that is brought back with what became of it, and where it began', () => {
  const session: StoredSession = { ...newSession(), began: 'life.1.2', generation: 3, rotatedAt: 4 };
  expect(memoryWords(session)).toEqual([...sessionWords(session), 'life.1.2', 1, 2, 3, 4]);
  expect(memoryWords({ ...session, began: 'nowhere' }).slice(-5)).toEqual(['nowhere', 0, 0, 3, 4]);
});

it('takes what is no list for an empty one', () => {
  expect([list(['a']), list(null), list('a'), list(undefined)]).toEqual([['a'], [], [], []]);
});
