import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { overriding } from '../../test/support/node.ts';
import { MemoryStore } from '../stores/memory/memory-store.ts';
import { UNPLACED } from './position.ts';
import { SessionFinder } from './session-finder.ts';
import type { Store } from './store.ts';
import { systemTimers } from './timers.ts';
import type { VerifiedToken } from './token.ts';

const ABSOLUTE = 600_000;

function made(methods: (plain: Store) => Partial<Store> = () => ({})) {
  const clock = new TestClock();
  const plain = new MemoryStore(clock, systemTimers);
  void plain.attach();
  const done: string[] = [];
  const asked = overriding(plain, {
    session: (sid) => (done.push('asked'), plain.session(sid)),
    ...methods(plain),
  });
  const finder = new SessionFinder(asked, clock, ABSOLUTE, async () => void done.push('confirmed'));
  const now = clock.now();
  /** A token of another issuer. */
  const token: VerifiedToken = {
    issuer: 'https://other.test',
    token: 'one',
    session: 's',
    subject: 'alice',
    began: UNPLACED,
    authenticatedAt: now - 5_000,
    issuedAt: now - 1_000,
    expiresAt: now + 9_000,
    claims: {},
  };
  return { clock, plain, finder, done, token };
}

const bond = { incarnation: 'life', minted: { generation: 1, sequence: 1 } };

it('says that somebody is in at once, and that they are out when the store has proved itself', async () => {
  const { finder, done, token, plain } = made();
  expect(await finder.find('s')).toBeUndefined();
  expect(done).toEqual(['asked', 'confirmed', 'asked']);
  await finder.of(token);
  done.length = 0;
  expect((await finder.find('s'))?.subject).toBe('alice');
  expect(done).toEqual(['asked']);
  await plain.append([{ kind: 'session', id: 's', issuer: token.issuer, at: 5, expiresAt: 9e15 }]);
  done.length = 0;
  expect((await finder.find('s'))?.endedAt).toBe(5);
  expect(done).toEqual(['asked', 'confirmed', 'asked']);
});

it('registers no session of one’s own that nobody opened', async () => {
  const { finder, token, plain } = made();
  expect(await finder.of({ ...token, bond })).toBeUndefined();
  expect(await plain.sessions()).toEqual([]);
});

it('registers a session of another issuer as its token says', async () => {
  const { finder, clock, token, plain } = made();
  const now = clock.now();
  const expected = {
    id: 's',
    subject: 'alice',
    issuer: 'https://other.test',
    startedAt: now - 5_000,
    seenAt: now,
    expiresAt: token.expiresAt,
    secret: expect.stringMatching(/^foreign [\w-]{43}$/),
    began: (await plain.changes()).cursor,
    generation: 0,
    rotatedAt: 0,
  };
  expect(await finder.of(token)).toStrictEqual(expected);
  clock.advance(1_000);
  expect(await finder.of(token), 'once').toStrictEqual(expected);
  const whose = { session: 't', client: 'app', tenant: 'acme', hasSession: true };
  expect(await finder.of({ ...token, ...whose, authenticatedAt: clock.now() + 30_000 })).toMatchObject({
    id: 't',
    client: 'app',
    tenant: 'acme',
    startedAt: clock.now(),
    expiresAt: clock.now() + ABSOLUTE,
  });
  const { authenticatedAt: _, ...silent } = token;
  expect((await finder.of({ ...silent, session: 'u' }))?.startedAt).toBe(clock.now());
});

it('takes the session that another node was first to register', async () => {
  const { finder, token } = made((plain) => ({
    open: async (session) => {
      await plain.open({ ...session, client: 'the first' });
      return plain.open(session);
    },
  }));
  expect((await finder.of(token))?.client).toBe('the first');
});

it('fails when a session can be registered by nobody, and says why', async () => {
  const cause = new Error('the disk is full');
  const { finder, token } = made(() => ({ open: () => Promise.reject(cause) }));
  await expect(finder.of(token)).rejects.toMatchObject({ code: 'ERR_STORE_UNAVAILABLE', cause });
});
