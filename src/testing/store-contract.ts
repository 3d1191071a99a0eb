import assert from 'node:assert/strict';
import { ConfigError, StoreUnavailable, type Doubt } from '../core/errors.ts';
import { bornAt } from '../core/incarnation.ts';
import type { Cursor } from '../core/position.ts';
import { parseCursor } from '../core/position.ts';
import type { Bearer, Kind, LoggedRevocation, Revocation } from '../core/revocation.ts';
import type { NewSession } from '../core/session.ts';
import type { Store } from '../core/store.ts';

/** `it` or `test` of vitest, Jest or node:test. */
export type TestFunction = (name: string, run: () => Promise<void>) => unknown;

/**
 * A handle on the data called `name`, empty when the name is new. The same name again must give another
 * handle on the same data: another connection, as another process would have. A function that takes no name
 * gives a new, empty store each time; then nothing is proved about two connections.
 */
export type OpenStore = (name: string) => Store | Promise<Store>;

const NOW = Date.now();
const HOUR = 3_600_000;
const ISSUER = 'https://issuer.test';
let names = 0;

async function twoHandles(open: OpenStore): Promise<readonly [Store, Store]> {
  const name = `contract-${process.pid}-${(names += 1)}`;
  const first = await open(name);
  return [first, open.length > 0 ? await open(name) : first];
}

/** Proves that a store keeps what `Store` promises: `storeContract(it, (name) => myStore(name))`. */
export function storeContract(it: TestFunction, open: OpenStore): void {
  /** Runs a test with two attached handles on new data, and closes them whatever happens. */
  function law(name: string, run: (store: Store, other: Store) => Promise<void>): void {
    it(name, async () => {
      const handles = await twoHandles(open);
      // A store that waits keeps no process alive, so somebody must while it is waited for.
      const alive = setInterval(() => undefined, 1_000);
      try {
        for (const handle of handles) await handle.attach(1_000);
        await run(...handles);
      } finally {
        for (const handle of handles) await handle.close();
        clearInterval(alive);
      }
    });
  }

  law('names one incarnation to everybody who attaches', async (store, other) => {
    const first = await store.attach(1_000);
    const second = await other.attach(1_000);
    await store.close();
    await other.close();
    assert.equal(first.incarnation, second.incarnation);
    assert.match(first.incarnation, /^[\w-]{8,}$/);
  });

  law('says in the name of each life when it began', async (store, other) => {
    const isNow = (life: string | undefined): void => {
      const age = Date.now() - (bornAt(life ?? '') ?? 0);
      assert.ok(age >= 0 && age < 60_000, `newIncarnation() names a life, and ${life} does not`);
    };
    const { cursor } = await store.changes();
    isNow(parseCursor(cursor)?.incarnation);
    await other.renew((await doubt(other)).id);
    const next = parseCursor((await store.changes()).cursor)?.incarnation;
    assert.notEqual(next, parseCursor(cursor)?.incarnation);
    isNow(next);
  });

  law('lets nodes run with one staleness only, and tells it to those who ask', async (store, other) => {
    await beat(store, 'node-1', undefined, 700);
    const timer = setInterval(() => void beat(store, 'node-1', undefined, 700).catch(() => undefined), 50);
    try {
      await assert.rejects(other.attach(900), ConfigError);
    } finally {
      clearInterval(timer);
    }
    await beat(store, 'node-1', undefined, 700);
    assert.equal((await other.attach()).staleness, 700);
    await other.close();
    await store.leave('node-1');
    assert.equal((await other.attach(900)).staleness, 900);
    await other.close();
  });

  law('opens a session, finds it again and lists it', async (store, other) => {
    const session = newSession({
      device: { name: 'Test' },
      claims: { role: 'admin', deep: { list: [1, null] } },
    });
    const { opened, cursor, ended } = await store.open(session);
    assert.deepEqual([opened, ended], [true, []]);
    const stored = { ...session, began: cursor, generation: 0, rotatedAt: 0 };
    assert.deepEqual(await other.session(session.id), stored);
    assert.deepEqual(await other.sessions(session.subject), [stored]);
    assert.deepEqual(await other.sessions(), [stored]);
    assert.deepEqual(await other.sessions('nobody'), []);
    assert.equal(await other.session('nobody'), undefined);
  });

  law('opens no session twice, and writes nothing then', async (store, other) => {
    const [alive, ended] = [newSession(), newSession()];
    for (const one of [alive, ended]) await store.open(one);
    await store.rotate(alive.id, 0, NOW, 1_000);
    const cursor = await store.append([fact({ id: ended.id })]);
    const before = [await store.session(alive.id), await store.session(ended.id)];
    for (const one of [alive, ended]) {
      const again = newSession({ id: one.id, subject: 'alice', startedAt: NOW + 5, secret: 'another' });
      const limit = { max: 1, then: 'end-oldest' } as const;
      await assert.rejects(other.open(again, limit), StoreUnavailable);
      await assert.rejects(store.open({ ...again, subject: 'bob' }), StoreUnavailable);
    }
    assert.deepEqual([await other.session(alive.id), await other.session(ended.id)], before);
    assert.deepEqual(ids(await other.sessions()), [alive.id]);
    assert.equal((await store.changes()).cursor, cursor);
  });

  law('lists sessions oldest first', async (store) => {
    const third = newSession({ startedAt: NOW - 10 });
    const first = newSession({ startedAt: NOW - 30 });
    const second = newSession({ startedAt: NOW - 20 });
    for (const one of [third, first, second]) await store.open(one);
    assert.deepEqual(ids(await store.sessions('alice')), [first.id, second.id, third.id]);
    const twins = [newSession(), newSession(), newSession()];
    for (const one of twins) await store.open(one);
    assert.deepEqual(ids(await store.sessions('alice')).slice(3), ids(twins));
  });

  const kinds: [Kind, Partial<Revocation>][] = [
    ['session', {}],
    ['subject', { id: 'alice' }],
    ['client', { id: 'app' }],
    ['tenant', { id: 'acme' }],
    ['everything', { id: '*', issuer: '*' }],
  ];
  for (const [kind, more] of kinds) {
    law(
      `ends the sessions that a ${kind} names in the step that logs it, and no other`,
      async (store, other) => {
        const hit = newSession();
        const missed = newSession({ subject: 'bob', client: 'other', tenant: 'other' });
        await store.open(hit);
        await store.open(missed);
        const cursor = await store.append([fact({ kind, id: hit.id, ...more })]);
        assert.equal((await other.session(hit.id))?.endedAt, NOW);
        assert.equal((await other.session(missed.id))?.endedAt === undefined, kind !== 'everything');
        assert.deepEqual(ids(await other.sessions('alice')), []);
        assert.ok(await other.find(bearer(hit)));
        assert.equal((await other.find(bearer(missed))) !== undefined, kind === 'everything');
        assert.equal((await other.changes()).cursor, cursor);
      },
    );

    law(`keeps the sessions of another issuer when it ends a ${kind}`, async (store) => {
      const session = newSession();
      await store.open(session);
      await store.append([fact({ kind, id: session.id, ...more, issuer: 'https://other.test' })]);
      assert.equal((await store.session(session.id))?.endedAt, undefined);
      assert.equal(await store.find(bearer(session)), undefined);
    });
  }

  law('ends a token without its session', async (store) => {
    const session = newSession();
    await store.open(session);
    await store.append([fact({ kind: 'token', id: 'jti-1' })]);
    assert.equal((await store.session(session.id))?.endedAt, undefined);
    assert.ok(await store.find({ ...bearer(session), token: 'jti-1' }));
    assert.equal(await store.find({ ...bearer(session), token: 'jti-2' }), undefined);
  });

  law('spares the session that a fact excepts, and only from that fact', async (store) => {
    const [kept, ended] = [newSession(), newSession()];
    for (const one of [kept, ended]) await store.open(one);
    await store.append([fact({ kind: 'subject', id: 'alice', except: kept.id })]);
    assert.deepEqual(ids(await store.sessions('alice')), [kept.id]);
    assert.equal(await store.find(bearer(kept)), undefined);
    assert.ok(await store.find(bearer(ended)));
    await store.append([fact({ kind: 'subject', id: 'alice', except: 'somebody' })]);
    assert.ok(await store.find(bearer(kept)));
  });

  law('finds a cut-off for a bearer who has no session', async (store, other) => {
    await store.append([fact({ kind: 'subject', id: 'alice', issuer: '*' })]);
    const nobody = { ...bearer(newSession()), issuer: '*', session: '', token: '' };
    assert.ok(await other.find(nobody));
  });

  law('does not end a session that began after the cut-off, even in the same millisecond', async (store) => {
    await store.append([fact({ kind: 'subject', id: 'alice' })]);
    const later = newSession();
    const { cursor } = await store.open(later);
    assert.equal(await store.find({ ...bearer(later), began: position(cursor) }), undefined);
    assert.deepEqual(ids(await store.sessions('alice')), [later.id]);
  });

  law(
    'answers all that is alive without a cursor, and after one only what is newer, in order',
    async (store, other) => {
      const first = await store.append([fact({ id: 's1' }), fact({ id: 's2' })]);
      const snapshot = await other.changes();
      assert.deepEqual([snapshot.revocations.map((one) => one.id), snapshot.cursor], [['s1', 's2'], first]);
      const second = await store.append([
        fact({ id: 's3', except: 'x', reason: 'why', by: 'who', kind: 'tenant' }),
      ]);
      const tail = await other.changes(first);
      assert.equal(tail.reset, false);
      assert.equal(tail.cursor, second);
      const expected = fact({ id: 's3', except: 'x', reason: 'why', by: 'who', kind: 'tenant' });
      assert.deepEqual(tail.revocations, [{ ...expected, position: position(second) }]);
      assert.deepEqual((await other.changes(second)).revocations, []);
    },
  );

  law(
    'tells much in portions: everything once, in order, with what is logged meanwhile',
    async (store, other) => {
      const many = Array.from({ length: 4_500 }, (_, index) => fact({ id: `session-${index}` }));
      for (let from = 0; from < many.length; from += 1_500)
        await store.append(many.slice(from, from + 1_500));
      const told: string[] = [];
      let answer = await other.changes();
      for (let portions = 1; ; portions += 1) {
        told.push(...answer.revocations.map((one) => one.id));
        if (!answer.more) break;
        assert.ok(answer.revocations.length > 0 && portions < 100, 'a portion brings something');
        if (portions === 1) await store.append([fact({ id: 'meanwhile' })]);
        answer = await other.changes(answer.cursor, { wait: 10_000 });
        assert.equal(answer.reset, false);
      }
      const expected = many.map((one) => one.id);
      if (told.length > many.length) expected.push('meanwhile');
      assert.deepEqual(told, expected);
      assert.equal(answer.cursor, (await store.changes(answer.cursor)).cursor);
    },
  );

  law('says reset, and tells all, for a cursor that is no place in its log', async (store) => {
    const cursor = await store.append([fact({ id: 's1' })]);
    const { generation, sequence } = position(cursor);
    const inc = cursor.slice(0, cursor.indexOf('.'));
    const strangers = [
      `another-life.${generation}.${sequence}`,
      'another-life.7.7',
      `${inc}.${generation - 1}.${sequence}`,
      'rubbish',
    ];
    for (const stranger of strangers) {
      const answer = await store.changes(stranger);
      assert.deepEqual([answer.reset, answer.revocations.length, answer.cursor], [true, 1, cursor], stranger);
    }
  });

  law('wakes who waits for news when another handle appends', async (store, other) => {
    const cursor = await store.append([]);
    const waiting = store.changes(cursor, { wait: 10_000 });
    await pause(30);
    await other.append([fact({ id: 's1' })]);
    assert.deepEqual(
      (await waiting).revocations.map((one) => one.id),
      ['s1'],
    );
  });

  law('stops waiting for news at the limit, and when asked to', async (store) => {
    const { cursor } = await store.changes();
    assert.deepEqual((await store.changes(cursor, { wait: 30 })).revocations, []);
    const stop = new AbortController();
    const waiting = store.changes(cursor, { wait: 60_000, signal: stop.signal });
    stop.abort();
    await waiting;
  });

  law('shows a reader every append once while fifty writers write', async (store, other) => {
    const seen: string[] = [];
    let cursor: Cursor | undefined = (await store.changes()).cursor;
    const writing = Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        await pause(index % 7);
        await (index % 2 === 0 ? store : other).append([fact({ id: `w${index}` })]);
      }),
    ).then(() => store.append([fact({ id: 'last' })]));
    while (!seen.includes('last')) {
      const answer: Awaited<ReturnType<Store['changes']>> = await other.changes(cursor, { wait: 50 });
      seen.push(...answer.revocations.map((one) => one.id));
      cursor = answer.cursor;
    }
    await writing;
    assert.deepEqual(
      seen.toSorted(),
      ['last', ...Array.from({ length: 50 }, (_, index) => `w${index}`)].toSorted(),
    );
  });

  law('is settled once every replica with a lease has acknowledged', async (store, other) => {
    const { cursor: before } = await beat(store, 'node-1', undefined, 5_000);
    await beat(other, 'node-2', before, 5_000);
    const cursor = await store.append([fact({ id: 's1' })]);
    let settled = false;
    const waiting = store.settled(cursor, AbortSignal.timeout(10_000)).then(() => (settled = true));
    await beat(store, 'node-1', cursor, 5_000);
    await pause(80);
    assert.equal(settled, false, 'node-2 has not said that it knows');
    await beat(other, 'node-2', cursor, 5_000);
    await waiting;
  });

  law('waits for a node that has never acknowledged anything', async (store, other) => {
    const cursor = await store.append([fact({ id: 's1' })]);
    await beat(other, 'node-1', undefined, 5_000);
    await assert.rejects(store.settled(cursor, AbortSignal.timeout(80)));
  });

  law('no longer waits for a node that left', async (store, other) => {
    await beat(other, 'node-1', undefined, 60_000);
    const cursor = await store.append([fact({ id: 's1' })]);
    await other.leave('node-1');
    await store.settled(cursor, AbortSignal.timeout(10_000));
  });

  law('no longer waits for a node that was silent for longer than its staleness', async (store, other) => {
    await beat(other, 'node-1', undefined, 50);
    const cursor = await store.append([fact({ id: 's1' })]);
    await store.settled(cursor, AbortSignal.timeout(10_000));
  });

  law(
    'waits for no node that asks every time, and knows its staleness all the same',
    async (store, other) => {
      await beat(other, 'node-1', undefined, 0);
      const cursor = await store.append([fact({ id: 's1' })]);
      await store.settled(cursor, AbortSignal.timeout(1_000));
      await assert.rejects(beat(store, 'node-2', undefined, 500), ConfigError);
    },
  );

  law('lets the first of two nodes stay that joined with different staleness', async (store, other) => {
    await beat(store, 'node-1', undefined, 500);
    await assert.rejects(beat(other, 'node-2', undefined, 900), ConfigError);
    await beat(store, 'node-1', undefined, 500);
  });

  law('waits after a loss for the nodes that were there before', async (store, other) => {
    const { cursor: before } = await beat(other, 'node-1', undefined, 5_000);
    await beat(other, 'node-1', before, 5_000);
    await store.renew((await doubt(store)).id);
    const { cursor } = await store.changes();
    await assert.rejects(store.settled(cursor, AbortSignal.timeout(100)));
    await beat(other, 'node-1', cursor, 5_000);
    await store.settled(cursor, AbortSignal.timeout(5_000));
  });

  law('does not count a session against the limit that is past the idle limit', async (store) => {
    const limit = { max: 1, then: 'refuse', idle: 1_000 } as const;
    await store.open(newSession({ startedAt: NOW - 5_000, seenAt: NOW - 5_000 }), limit);
    assert.equal((await store.open(newSession(), limit)).opened, true);
    assert.equal((await store.open(newSession(), limit)).opened, false);
  });

  law('goes on waiting for a node that beats without acknowledging', async (store, other) => {
    const cursor = await store.append([fact({ id: 's1' })]);
    await beat(other, 'node-1', undefined, 400);
    const timer = setInterval(() => void beat(other, 'node-1', undefined, 400).catch(() => undefined), 10);
    try {
      await assert.rejects(store.settled(cursor, AbortSignal.timeout(1_200)));
    } finally {
      clearInterval(timer);
    }
  });

  law('keeps a subject within its limit, atomically', async (store, other) => {
    const limit = { max: 3, then: 'end-oldest' } as const;
    const sessions = Array.from({ length: 12 }, (_, index) => newSession({ startedAt: NOW + index }));
    await Promise.all(sessions.map((one, index) => (index % 2 === 0 ? store : other).open(one, limit)));
    assert.equal((await store.sessions('alice')).length, 3);
    await store.open(newSession({ subject: 'bob' }), limit);
    const oldest = (await store.sessions('alice'))[0];
    const { ended, cursor } = await store.open(newSession({ startedAt: NOW + 50 }), limit);
    assert.deepEqual(ended, [oldest?.id]);
    assert.equal((await store.changes()).cursor, cursor);
    assert.ok(
      (await store.changes()).revocations.some((one) => one.kind === 'session' && one.id === oldest?.id),
    );
  });

  law(
    'refuses a session over the limit when that is the policy, and writes nothing',
    async (store, other) => {
      const limit = { max: 1, then: 'refuse' } as const;
      const answers = await Promise.all(
        [store, other, store, other].map((one) => one.open(newSession(), limit)),
      );
      assert.deepEqual(answers.filter((one) => one.opened).length, 1);
      assert.equal((await store.sessions('alice')).length, 1);
    },
  );

  law('rotates once, repeats within the grace, and ends the session on reuse', async (store, other) => {
    const session = newSession();
    await store.open(session);
    assert.equal(await store.rotate(session.id, 0, NOW, 1_000), 'rotated');
    assert.equal(await other.rotate(session.id, 0, NOW + 1_000, 60_000), 'repeated');
    assert.equal(await store.rotate(session.id, 1, NOW + 2_000, 1_000), 'rotated');
    assert.equal((await store.session(session.id))?.generation, 2);
    assert.equal((await store.session(session.id))?.seenAt, NOW + 2_000);
    await pause(40);
    assert.equal(await other.rotate(session.id, 1, NOW + 2_000, 20), 'reused');
    assert.equal(await store.rotate(session.id, 2, NOW + 2_000, 1_000), 'ended');
    assert.ok((await store.session(session.id))?.endedAt);
    assert.ok(await other.find(bearer(session)), 'the log must say so too, for the nodes');
  });

  for (const generation of [5, -1]) {
    law(`takes generation ${generation}, which it never gave out, for reuse`, async (store) => {
      const session = newSession();
      await store.open(session);
      assert.equal(await store.rotate(session.id, generation, NOW, 1_000), 'reused');
      assert.equal(await store.rotate(session.id, 0, NOW, 1_000), 'ended');
    });
  }

  law('lets one of many parallel rotations win, and the others repeat it', async (store, other) => {
    const session = newSession();
    await store.open(session);
    const handles = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? store : other));
    const all = await Promise.all(handles.map((one) => one.rotate(session.id, 0, NOW, 1_000)));
    assert.deepEqual(all.toSorted(), [...Array.from({ length: 19 }, () => 'repeated'), 'rotated']);
    assert.equal((await store.session(session.id))?.generation, 1);
  });

  law('never rotates what has ended, is past its limit, or never was', async (store, other) => {
    const [ended, old] = [newSession(), newSession()];
    for (const one of [ended, old]) await store.open(one);
    await store.append([fact({ kind: 'session', id: ended.id })]);
    assert.equal(await other.rotate(ended.id, 0, NOW, 1_000), 'ended');
    assert.equal(await other.rotate(old.id, 0, old.expiresAt, 1_000), 'ended');
    assert.equal(await other.rotate('nobody', 0, NOW, 1_000), 'ended');
  });

  law('says ended to every rotation that begins after an append covers it', async (store, other) => {
    for (let round = 0; round < 20; round += 1) {
      const session = newSession();
      await store.open(session);
      const racing = [0, 1, 2].map(() => other.rotate(session.id, 0, NOW, 1_000));
      await store.append([fact({ kind: 'subject', id: 'alice' })]);
      assert.equal(await other.rotate(session.id, 0, NOW, 1_000), 'ended');
      assert.equal(await store.rotate(session.id, 1, NOW, 1_000), 'ended');
      await Promise.all(racing);
    }
  });

  law('moves seenAt forward only, and leaves what has ended alone', async (store) => {
    const session = newSession();
    await store.open(session);
    await store.touch(session.id, NOW + 500);
    await store.touch(session.id, NOW + 100);
    assert.equal((await store.session(session.id))?.seenAt, NOW + 500);
    await store.append([fact({ kind: 'session', id: session.id })]);
    await store.touch(session.id, NOW + 900);
    assert.equal((await store.session(session.id))?.seenAt, NOW + 500);
    await store.touch('nobody', NOW);
  });

  law('begins a new incarnation once, in which nothing of the old one is alive', async (store, other) => {
    const session = newSession();
    await store.open(session);
    const before = await store.append([fact({ id: 's1' })]);
    const { id } = await doubt(store);
    await Promise.all([store.renew(id), other.renew(id), store.renew(id)]);
    const answer = await other.changes(before);
    assert.equal(answer.reset, true);
    assert.deepEqual(answer.revocations, []);
    assert.notEqual(incarnation(answer.cursor), incarnation(before));
    assert.equal(position(answer.cursor).generation, position(before).generation + 1);
    await other.renew(id);
    assert.equal((await store.changes()).cursor, answer.cursor, 'that doubt is over');
    assert.equal(await other.rotate(session.id, 0, NOW, 1_000), 'ended');
    assert.deepEqual(await other.sessions(), []);
    await store.append([fact({ id: 's2' })]);
  });

  law('keeps a fact until it expires, and forgets it afterwards', async (store) => {
    const long = NOW - 10 * HOUR;
    await store.append([fact({ id: 'old', at: long, expiresAt: long + HOUR }), fact({ id: 'new' })]);
    await store.append([fact({ id: 'next', at: NOW + 120_000 })]);
    assert.deepEqual(
      (await store.changes()).revocations.map((one) => one.id),
      ['new', 'next'],
    );
  });

  law('does not let a node with a fast clock forget for the others', async (store) => {
    await store.append([fact({ id: 's1', expiresAt: NOW + HOUR })]);
    await store.append([fact({ id: 's2', at: NOW + 2 * HOUR, expiresAt: NOW + 3 * HOUR })]);
    assert.deepEqual(
      (await store.changes()).revocations.map((one) => one.id),
      ['s1', 's2'],
    );
  });

  law(
    'is in doubt for everybody once somebody has seen more of its log than it has',
    async (store, other) => {
      const session = newSession();
      await store.open(session);
      const first = await doubt(store);
      const cursor = 'x.1.1';
      const calls: [string, () => Promise<unknown>][] = [
        ['attach', () => other.attach(1_000)],
        ['append', () => other.append([fact()])],
        ['find', () => other.find(bearer(session))],
        ['changes', () => other.changes()],
        ['changes with a lease', () => beat(other, 'node-1', undefined, 1_000)],
        ['settled', () => other.settled(cursor, AbortSignal.timeout(2_000))],
        ['open', () => other.open(newSession())],
        ['session', () => other.session(session.id)],
        ['sessions', () => other.sessions()],
        ['rotate', () => other.rotate(session.id, 0, NOW, 1_000)],
        ['remind', () => other.remind({ revocations: [], sessions: [] })],
      ];
      for (const [name, call] of calls) {
        const error = await call().then(
          () => undefined,
          (reason: unknown) => reason,
        );
        assert.ok(error instanceof StoreUnavailable, `${name} must reject`);
        if (name !== 'settled') assert.equal(error.doubt?.id, first.id, name);
      }
      await store.renew(first.id);
      await other.open(newSession());
    },
  );

  law(
    'doubts itself whatever shows it a place that it has not reached, and writes nothing then',
    async (store) => {
      const session = newSession();
      await store.open(session);
      const { cursor } = await store.changes();
      const { generation, sequence } = position(cursor);
      const life = incarnation(cursor);
      const calls: ((seen: Cursor) => Promise<unknown>)[] = [
        (seen) => store.changes(seen),
        (seen) => store.append([fact({ id: session.id })], seen),
        (seen) => store.open(newSession(), undefined, seen),
        (seen) => store.rotate(session.id, 0, NOW, 1_000, seen),
      ];
      let now = generation;
      for (const call of calls) {
        for (const generations of [0, 1]) {
          const place = `${now + generations}.${generations === 0 ? sequence + 3 : 0}`;
          const found = await doubtIn(call(`${life}.${place}`));
          assert.deepEqual(found.beyond, position(`${life}.${place}`));
          await store.vouch(found.id, `${life}.${now}.${sequence}`, []);
          const before = now;
          now = position((await store.changes()).cursor).generation;
          assert.ok(now > before, 'a later generation');
          const left = await store.sessions();
          assert.deepEqual([ids(left), left[0]?.generation], [[session.id], 0]);
          assert.deepEqual((await store.changes()).revocations, []);
        }
      }
    },
  );

  law('remembers the furthest place that somebody has seen', async (store, other) => {
    const { cursor } = await store.changes();
    const { generation, sequence } = position(cursor);
    const at = (further: number): Cursor => `${incarnation(cursor)}.${generation}.${sequence + further}`;
    const near = await doubtIn(store.changes(at(2)));
    const far = await doubtIn(other.changes(at(5)));
    assert.equal(far.id, near.id);
    assert.deepEqual((await doubtIn(store.changes(at(1)))).beyond, position(at(5)));
    assert.deepEqual((await doubtIn(store.changes())).beyond, position(at(5)));
  });

  law('gives a generation a number that another server would not give', async (store) => {
    const leaps = new Set<number>();
    for (let turn = 0; turn < 4; turn += 1) {
      const { cursor } = await store.changes();
      await store.vouch((await doubt(store)).id, cursor, []);
      leaps.add(position((await store.changes()).cursor).generation - position(cursor).generation);
    }
    // By chance all four are the same once in a thousand million times.
    assert.ok(
      leaps.size > 1 && Math.min(...leaps) > 0,
      `nextGeneration() leaps, and not by ${[...leaps].join()}`,
    );
  });

  law('goes on in the next generation when somebody vouches, and signs nobody out', async (store, other) => {
    const [alive, dead] = [newSession(), newSession()];
    for (const one of [alive, dead]) await store.open(one);
    const before = await store.append([fact({ id: dead.id })]);
    const { id } = await doubt(store);
    await other.vouch(id, before, logged(before, [fact({ id: dead.id })]));
    const after = await store.changes(before);
    assert.equal(after.reset, true);
    assert.equal(incarnation(after.cursor), incarnation(before));
    assert.ok(position(after.cursor).generation > position(before).generation, 'a later generation');
    assert.deepEqual(
      after.revocations.map((one) => one.id),
      [dead.id],
    );
    assert.deepEqual(ids(await other.sessions()), [alive.id]);
    assert.equal(await other.rotate(dead.id, 0, NOW, 1_000), 'ended');
    await store.renew(id);
    await store.vouch(id, before, []);
    assert.equal((await store.changes()).cursor, after.cursor, 'that doubt is over');
  });

  law('takes what a voucher knows in the place of a life that is not theirs', async (store, other) => {
    const stranger = newSession();
    await store.open(stranger);
    await store.append([fact({ id: 'strange' })]);
    const cut = { generation: 3, sequence: 40 };
    const known = { ...fact({ kind: 'subject', id: 'alice' }), position: cut };
    await store.vouch((await doubt(store)).id, 'their-own-life.3.41', [known]);
    const { cursor, revocations } = await other.changes();
    assert.ok(incarnation(cursor) === 'their-own-life' && position(cursor).generation > 3);
    assert.deepEqual(revocations, [known], 'with the place at which it was logged first');
    await assert.rejects(other.session(stranger.id), StoreUnavailable);
    const [older, newer] = [newSession({ startedAt: NOW - 2 }), newSession({ startedAt: NOW - 1 })];
    await other.remind({
      revocations: [],
      sessions: [
        { ...older, began: 'their-own-life.3.39', generation: 4, rotatedAt: NOW },
        { ...newer, began: 'their-own-life.3.40', generation: 2, rotatedAt: NOW },
        { ...stranger, began: 'another-life.3.41', generation: 0, rotatedAt: 0 },
      ],
    });
    assert.deepEqual(ids(await store.sessions()), [newer.id], 'it began after the cut-off');
    assert.equal((await store.session(older.id))?.endedAt, NOW);
    assert.equal((await store.session(newer.id))?.generation, 2);
    assert.equal(
      await store.rotate(newer.id, 1, NOW, 60_000),
      'repeated',
      'an answer may be lost with the data',
    );
    assert.ok(await store.find({ ...bearer(older), began: { generation: 3, sequence: 39 } }));
    assert.equal(await store.find({ ...bearer(newer), began: cut }), undefined);
  });

  law(
    'does not say of a session that it never was while it may yet be brought back',
    async (store, other) => {
      const session = newSession();
      const { cursor } = await store.open(session);
      await store.vouch((await doubt(store)).id, 'their-own-life.1.1', []);
      await assert.rejects(other.session(session.id), StoreUnavailable);
      await assert.rejects(other.rotate(session.id, 0, NOW, 1_000), StoreUnavailable);
      await store.renew((await doubt(store)).id);
      assert.equal(await other.session(session.id), undefined, `${cursor} is lost for good`);
    },
  );

  law('is reminded only of what it does not know', async (store, other) => {
    const [alive, ended] = [newSession(), newSession()];
    for (const one of [alive, ended]) await store.open(one);
    await store.rotate(alive.id, 0, NOW, 1_000);
    const before = await store.append([fact({ id: ended.id })]);
    await store.vouch((await doubt(store)).id, before, []);
    const { cursor } = await store.changes();
    const old = { ...alive, began: cursor, generation: 0, rotatedAt: 0, seenAt: 1 };
    const gone = { ...ended, began: cursor, generation: 0, rotatedAt: 0 };
    await other.remind({ revocations: logged(before, [fact({ id: ended.id })]), sessions: [old, gone] });
    assert.equal((await store.session(alive.id))?.generation, 1);
    assert.equal((await store.session(ended.id))?.endedAt, NOW);
    assert.equal((await store.changes()).cursor, cursor);
    const place = { generation: position(cursor).generation, sequence: 0 };
    const news = { ...fact({ kind: 'tenant', id: 'umbrella' }), position: place };
    await other.remind({ revocations: [news], sessions: [] });
    const tail = await store.changes(cursor);
    assert.deepEqual([tail.reset, tail.revocations], [false, [news]]);
  });

  law('lets no session come back that nobody vouched for', async (store, other) => {
    const { cursor } = await store.changes();
    const late = { ...newSession(), began: cursor, generation: 0, rotatedAt: 0 };
    await other.remind({ revocations: [], sessions: [late] });
    assert.equal(await store.session(late.id), undefined);
  });

  law('ends what a fact names that it is reminded of, unless it began later', async (store, other) => {
    const older = newSession();
    await store.open(older);
    const cursor = await store.append([fact({ id: 's1' })]);
    const newer = newSession();
    await store.open(newer);
    const news = { ...fact({ kind: 'subject', id: 'alice' }), position: position(cursor) };
    await other.remind({ revocations: [news], sessions: [] });
    assert.deepEqual(ids(await store.sessions()), [newer.id]);
    assert.equal((await store.session(older.id))?.endedAt, NOW);
  });

  law(
    'takes a later refresh token for proof that the counter went back, once somebody has vouched',
    async (store, other) => {
      const session = newSession();
      await store.open(session);
      const { cursor } = await store.changes();
      await store.vouch((await doubt(store)).id, cursor, []);
      assert.equal(await other.rotate(session.id, 3, NOW, 1_000), 'rotated');
      assert.equal((await store.session(session.id))?.generation, 4);
      assert.equal(await other.rotate(session.id, 3, NOW, 60_000), 'repeated');
      assert.equal(await store.rotate(session.id, 6, NOW, 1_000), 'reused');
    },
  );

  law('does not call a log settled that has been lost meanwhile', async (store, other) => {
    const { cursor: before } = await beat(other, 'node-1', undefined, 5_000);
    await beat(other, 'node-1', before, 5_000);
    const cursor = await store.append([fact({ id: 's1' })]);
    const waiting = assert.rejects(store.settled(cursor, AbortSignal.timeout(10_000)), StoreUnavailable);
    await other.vouch((await doubt(other)).id, before, []);
    const { cursor: now } = await beat(other, 'node-1', before, 5_000);
    await beat(other, 'node-1', now, 5_000);
    await waiting;
  });

  it('rejects with StoreUnavailable once it is closed, and leaves other handles alone', async () => {
    const [store, other] = await twoHandles(open);
    await store.attach(1_000);
    await other.attach(1_000);
    await store.close();
    await other.append([fact({ id: 's1' })]);
    await other.close();
    await assert.rejects(other.append([fact({ id: 's2' })]), StoreUnavailable);
    await assert.rejects(other.changes(), StoreUnavailable);
    await assert.rejects(store.session('s'), StoreUnavailable);
  });
}

function newSession(more: Partial<NewSession> = {}): NewSession {
  const random = (): string => crypto.randomUUID();
  return {
    id: random(),
    subject: 'alice',
    issuer: ISSUER,
    client: 'app',
    tenant: 'acme',
    startedAt: NOW,
    seenAt: NOW,
    expiresAt: NOW + HOUR,
    secret: random(),
    ...more,
  };
}

function fact(more: Partial<Revocation> = {}): Revocation {
  return { kind: 'session', id: 'sid', issuer: ISSUER, at: NOW, expiresAt: NOW + 2 * HOUR, ...more };
}

/** A token of a session that began at the very start of the log. */
function bearer(session: NewSession): Bearer {
  const { id, issuer, subject, client, tenant } = session;
  const began = { generation: 0, sequence: 0 };
  return {
    issuer,
    subject,
    session: id,
    token: 'jti',
    began,
    ...(client && { client }),
    ...(tenant && { tenant }),
  };
}

function position(cursor: Cursor): LoggedRevocation['position'] {
  const parsed = parseCursor(cursor);
  assert.ok(parsed, `no cursor: ${cursor}`);
  return parsed.position;
}

function beat(
  store: Store,
  replica: string,
  after: Cursor | undefined,
  staleness: number,
): ReturnType<Store['changes']> {
  return store.changes(after, { replica, staleness });
}

/** Makes a store doubt itself, as if it had been further than it is. */
async function doubt(store: Store): Promise<Doubt> {
  const { cursor } = await store.changes();
  const { generation, sequence } = position(cursor);
  return doubtIn(store.changes(`${incarnation(cursor)}.${generation}.${sequence + 1}`));
}

/** The doubt that `work` rejects with. */
async function doubtIn(work: Promise<unknown>): Promise<Doubt> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof StoreUnavailable && error.doubt, `no doubt, but ${String(error)}`);
  return error.doubt;
}

/** Facts as they stand in a log that ends at `cursor` with the last of them. */
function logged(cursor: Cursor, facts: readonly Revocation[]): LoggedRevocation[] {
  const { generation, sequence } = position(cursor);
  return facts.map((one, index) => {
    return { ...one, position: { generation, sequence: sequence - facts.length + 1 + index } };
  });
}

function incarnation(cursor: Cursor): string {
  return cursor.slice(0, cursor.indexOf('.'));
}

function ids(sessions: readonly { id: string }[]): string[] {
  return sessions.map((one) => one.id);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
