import assert from 'node:assert/strict';
import { ConfigError, StoreUnavailable } from '../core/errors.ts';
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

  law('lets nodes run with one staleness only, and tells it to those who ask', async (store, other) => {
    await beat(store, 'node-1', undefined, 700);
    const timer = setInterval(() => void beat(store, 'node-1', undefined, 700), 50);
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

  law('says reset, and tells all, for a cursor that is no place in its log', async (store) => {
    const cursor = await store.append([fact({ id: 's1' })]);
    const { generation, sequence } = position(cursor);
    const inc = cursor.slice(0, cursor.indexOf('.'));
    const strangers = [
      `${inc}.${generation}.${sequence + 1}`,
      `${inc}.${generation + 1}.0`,
      'another-life.1.0',
      'rubbish',
    ];
    for (const stranger of strangers) {
      const answer = await store.changes(stranger);
      assert.deepEqual([answer.reset, answer.revocations.length, answer.cursor], [true, 1, cursor], stranger);
    }
  });

  law('wakes who waits for news when another handle appends', async (store, other) => {
    const { cursor } = await store.changes();
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
    await store.renew(before.slice(0, before.indexOf('.')));
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
    await beat(other, 'node-1', undefined, 50);
    const timer = setInterval(() => void beat(other, 'node-1', undefined, 50), 10);
    try {
      await assert.rejects(store.settled(cursor, AbortSignal.timeout(500)));
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
    assert.equal(await other.rotate(session.id, 0, NOW + 1_000, 1_000), 'repeated');
    assert.equal(await store.rotate(session.id, 1, NOW + 2_000, 1_000), 'rotated');
    assert.equal((await store.session(session.id))?.generation, 2);
    assert.equal((await store.session(session.id))?.seenAt, NOW + 2_000);
    assert.equal(await other.rotate(session.id, 1, NOW + 3_001, 1_000), 'reused');
    assert.equal(await store.rotate(session.id, 2, NOW + 3_002, 1_000), 'ended');
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
    const incarnation = before.slice(0, before.indexOf('.'));
    const renewed = await Promise.all([
      store.renew(incarnation),
      other.renew(incarnation),
      store.renew(incarnation),
    ]);
    assert.equal(new Set(renewed).size, 1);
    assert.notEqual(renewed[0], incarnation);
    const answer = await other.changes(before);
    assert.equal(answer.reset, true);
    assert.ok(answer.cursor.startsWith(`${renewed[0]}.`));
    assert.ok(position(answer.cursor).generation > position(before).generation);
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

function ids(sessions: readonly { id: string }[]): string[] {
  return sessions.map((one) => one.id);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
