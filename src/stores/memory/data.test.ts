import { expect, it } from 'vitest';
import { fact, newSession } from '../../../test/support/stores.ts';
import type { StoredSession } from '../../core/session.ts';
import { Data } from './data.ts';

const NOW = 1_800_000_000_000;

function made(): { data: Data; stored: (id: string, more?: Partial<StoredSession>) => StoredSession } {
  const data = new Data('server', NOW);
  const stored = (id: string, more = {}): StoredSession => ({
    ...newSession({ id }),
    began: data.cursor,
    generation: 0,
    rotatedAt: 0,
    ...more,
  });
  return { data, stored };
}

const put = (data: Data, ...sessions: StoredSession[]): void => {
  for (const session of sessions) data.put({ session, life: 1, movedAt: 0 });
};
const ids = (all: readonly { id: string }[]): string[] => all.map(({ id }) => id);

it('ends the sessions that a fact names, at the instant of the first one', () => {
  const { data, stored } = made();
  put(data, stored('a'), stored('b'), stored('c', { began: 'rubbish' }));
  data.append(fact('a', { kind: 'token', at: 3 }));
  expect(data.sessions.get('a')?.session.endedAt).toBe(undefined);
  data.append(fact('a', { at: 5 }));
  data.append(fact('a', { at: 9 }));
  data.append(fact('c'));
  expect(['a', 'b', 'c'].map((id) => data.sessions.get(id)?.session.endedAt)).toEqual([
    5,
    undefined,
    undefined,
  ]);
  // A token whose name is empty is no token of every session.
  data.append(fact('', { kind: 'token' }));
  expect(data.sessions.get('b')?.session.endedAt).toBe(undefined);
});

it('lists what is open, of a subject and an issuer, oldest first', () => {
  const { data, stored } = made();
  const young = stored('young', { startedAt: 3 });
  put(data, young, stored('old', { startedAt: 1 }), stored('theirs', { startedAt: 2, issuer: 'j' }));
  put(data, stored('bob', { subject: 'bob', startedAt: 4 }), stored('ended', { endedAt: 1 }));
  expect(ids(data.open())).toEqual(['old', 'theirs', 'young', 'bob']);
  expect(ids(data.open('alice'))).toEqual(['old', 'theirs', 'young']);
  expect(ids(data.open('alice', 'i'))).toEqual(['old', 'young']);
  const next = newSession();
  expect(ids(data.surplus(next, { max: 1, then: 'end-oldest' }))).toEqual(['old', 'young']);
  expect(ids(data.surplus(next, { max: 2, then: 'end-oldest' }))).toEqual(['old']);
  expect(ids(data.surplus(next, { max: 3, then: 'end-oldest' }))).toEqual([]);
});

it('tells in portions what came after a place, and all of it to who comes from another log', () => {
  const { data } = made();
  const { incarnation } = data;
  for (const id of ['a', 'b', 'c']) data.append(fact(id));
  const told = (after: string | undefined, portion: number): unknown[] => {
    const { revocations, cursor, more, reset } = data.since(after, portion);
    return [ids(revocations).join(''), cursor.replace(incarnation, ''), more, reset];
  };
  expect(told(undefined, 2)).toEqual(['ab', '.1.2', true, false]);
  expect(told(`${incarnation}.1.2`, 2)).toEqual(['c', '.1.3', false, false]);
  expect(told(`${incarnation}.1.3`, 2)).toEqual(['', '.1.3', false, false]);
  expect(told(`${incarnation}.2.3`, 9)).toEqual(['abc', '.1.3', false, true]);
  expect(told('another.1.3', 3)).toEqual(['abc', '.1.3', false, true]);
});

it('takes back what is missing and belongs to this log, dead if a fact says so', () => {
  const { data, stored } = made();
  const first = { ...fact('a'), position: { generation: 1, sequence: 1 } };
  data.append(first, first.position);
  put(data, stored('known', { seenAt: 1 }));
  const sessions = [stored('a', { began: `${data.incarnation}.1.0` }), stored('b'), stored('known')];
  const others = [stored('x', { began: 'another.1.1' }), stored('y', { began: 'rubbish' })];
  const lost = { ...fact('l'), position: { generation: 1, sequence: 4 } };
  data.remind({ revocations: [first, lost], sessions: [...sessions, ...others] }, 7);
  expect(data.log.map(({ place, fact: { id, position } }) => [place, id, position.sequence])).toEqual([
    [1, 'a', 1],
    [2, 'l', 4],
  ]);
  expect([...data.sessions.keys()]).toEqual(['known', 'a', 'b']);
  expect(data.sessions.get('a')).toMatchObject({ life: 0, movedAt: 7, session: { endedAt: first.at } });
  expect(data.sessions.get('b')?.session.endedAt).toBe(undefined);
  expect(data.sessions.get('known')?.session.seenAt).toBe(1);
});

it('goes on in the next generation with what its voucher knows, or with the log that was followed', () => {
  const { data, stored } = made();
  data.append(fact('a'));
  put(data, stored('s'));
  const lost = { ...fact('l'), position: { generation: 1, sequence: 4 } };
  data.restore('rubbish', [lost], NOW + 5);
  expect(data.head).toEqual({ generation: 1, sequence: 1 });
  data.restore(`${data.incarnation}.1.9`, [lost], NOW + 5);
  expect(data.head).toEqual({ generation: expect.any(Number) as number, sequence: 10 });
  expect(data.head.generation).toBeGreaterThan(1);
  expect([ids(data.log.map((one) => one.fact)), data.sessions.size]).toEqual([['a', 'l'], 1]);
  expect(data.restoredAt).toBe(NOW + 5);
  data.restore('followed.7.3', [lost], NOW + 6);
  expect(data.incarnation).toBe('followed');
  expect(data.head.generation).toBeGreaterThan(7);
  expect(data.head.sequence).toBe(11);
  expect([ids(data.log.map((one) => one.fact)), data.sessions.size]).toEqual([['l'], 0]);
  data.restart(NOW + 7);
  expect([data.log, data.sessions.size, data.head.sequence, data.restoredAt]).toEqual([[], 0, 0, -Infinity]);
  expect(data.incarnation).not.toBe('followed');
});

it('forgets facts when they expire and sessions a minute later', () => {
  const { data, stored } = made();
  data.append(fact('a', { expiresAt: NOW }));
  data.append(fact('b', { expiresAt: NOW + 1 }));
  put(data, stored('s', { expiresAt: NOW - 60_000 }), stored('t', { expiresAt: NOW - 59_999 }));
  const { log } = data;
  data.forget(NOW);
  expect(data.log, 'the same array, so that no index is made anew').toBe(log);
  expect([...data.sessions.keys()]).toEqual(['s', 't']);
  data.forget(NOW + 1);
  expect(ids(data.log.map((one) => one.fact))).toEqual(['b']);
  expect([...data.sessions.keys()]).toEqual(['t']);
});
