import { describe, it } from 'vitest';
import { codeOf, doubtOf, node, statesUntilWell } from '../../../test/support/node.ts';
import { PostgresServer } from '../../../test/support/postgres-server.ts';
import { attached, begun, fact, timed, works } from '../../../test/support/stores.ts';
import { until } from '../../../test/support/until.ts';
import { postgres } from './index.ts';

const SLOW = { timeout: 120_000 };

describe.concurrent('the server', () => {
  it('loses nothing that it has acknowledged to a kill -9, even where commits need not reach the disk', async ({
    expect,
  }) => {
    await using server = await PostgresServer.start({ synchronous_commit: 'off', wal_writer_delay: '10s' });
    await using store = await attached(postgres(server.url()));
    const began = { generation: 1, sequence: 0 };
    for (let round = 0; round < 3; round += 1) {
      const { cursor } = await store.changes();
      await store.append([fact(`s${round}`)], cursor);
      if (round === 2) await store.changes(cursor, { replica: 'node-1', staleness: 1_000 });
      await server.kill();
      await server.restart();
      await until(() => works(() => store.changes(cursor)));
      for (let back = 0; back <= round; back += 1) {
        const bearer = { issuer: 'i', token: 't', session: `s${back}`, subject: 'a', began };
        expect(await store.find(bearer), `s${back} after ${round}`).toBeDefined();
      }
    }
    const leases = await server.query('SELECT id FROM curfew.replica');
    expect(leases, 'whom a logout has to wait for').toEqual([{ id: 'node-1' }]);
  });

  it('is the same store after a restart, in no doubt, and is not believed at once', async ({ expect }) => {
    await using server = await PostgresServer.start();
    await using curfew = await node({ store: postgres(server.url()) });
    await using store = await attached(postgres(server.url()));
    const [alice, bob] = [await curfew.issue({ subject: 'alice' }), await curfew.issue({ subject: 'bob' })];
    await curfew.logout(bob.accessToken);
    const { cursor } = await store.changes();
    await server.restart();
    const { code } = await timed(() => store.changes(cursor));
    expect(code, 'a node that knows more may be about to say so').toBe('ERR_STORE_UNAVAILABLE');
    await until(() => works(() => store.changes(cursor)));
    expect(await store.changes(cursor)).toMatchObject({ revocations: [], cursor, reset: false });
    await until(() => works(() => curfew.verify(alice.accessToken)));
    expect(await codeOf(curfew.verify(bob.accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect((await curfew.refresh(alice.refreshToken)).accessToken).toBeTruthy();
  });

  it(
    'notices an older copy of its data, before anybody who was logged out since is let in',
    SLOW,
    async ({ expect }) => {
      await using server = await PostgresServer.start();
      // For so long the server is not believed after a restart. On a busy machine too, the node that knows better finds it
      // again in that time.
      const staleness = 5_000;
      await using one = await node({ store: postgres(server.url()), staleness });
      await using two = await node({ store: postgres(server.url()), staleness });
      for (const each of [one, two]) await until(() => works(() => each.ready()));
      const { accessToken, refreshToken } = await one.issue({ subject: 'alice' });
      const other = await two.issue({ subject: 'bob' });
      await two.verify(accessToken);
      const snapshot = await server.snapshot();
      await one.logout(accessToken);
      await two.close();
      await server.kill();
      await server.restoreSnapshot(snapshot);
      const states: string[] = [];
      await using late = await node({ store: postgres(server.url()), staleness });
      await server.restart();
      const dead = ['ERR_TOKEN_REVOKED', 'ERR_TOKEN_REVOKED', 'ERR_TOKEN_REVOKED'];
      await until(
        async () => {
          states.push(await codeOf(late.verify(accessToken)), await codeOf(one.verify(accessToken)));
          states.push(await codeOf(late.refresh(refreshToken)));
          return String(states.slice(-3)) === String(dead);
        },
        'they are refused for good',
        40_000,
      );
      expect(new Set(states)).not.toContain('fulfilled');
      const bob = await codeOf(late.verify(other.accessToken));
      expect(['fulfilled', 'ERR_TOKEN_REVOKED']).toContain(bob);
      expect((await late.issue({ subject: 'carol' })).accessToken).toBeTruthy();
    },
  );

  it('does not go back to a life of its data that was given up, though all who know it are gone', async ({
    expect,
  }) => {
    await using server = await PostgresServer.start();
    const store = postgres(server.url());
    const first = await node({ store: postgres(server.url()) });
    await first.ready();
    const alice = await first.issue({ subject: 'alice' });
    const snapshot = await server.snapshot();
    await first.logout(alice.accessToken);
    await first.close();
    await begun(store);
    await store.renew((await doubtOf(store)).id);
    await store.close();
    await using later = await node({ store: postgres(server.url()) });
    await later.issue({ subject: 'bob' });
    await server.kill();
    await server.restoreSnapshot(snapshot);
    await server.restart();
    expect(await statesUntilWell(later, alice)).not.toContain('fulfilled');
  });

  it('is in doubt for everybody once a cursor is further than a copy that was put back, and only then', async ({
    expect,
  }) => {
    await using server = await PostgresServer.start();
    await using store = await attached(postgres(server.url()));
    const [first, second] = [fact('s1'), fact('s2')];
    await store.append([first]);
    const snapshot = await server.snapshot();
    const ahead = await store.append([second]);
    await server.kill();
    await server.restoreSnapshot(snapshot);
    await server.restart();
    // Not believed yet, but it may be told.
    const refused = await store.changes(ahead).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'ERR_STORE_UNAVAILABLE',
      doubt: { reason: expect.stringMatching(/shorter/) as string },
    });
    const { doubt } = refused as { doubt: { id: string } };
    expect(await store.session('s').catch((error: unknown) => error)).toMatchObject({
      doubt: { id: doubt.id },
    });
    await server.restart();
    const again = await store
      .find({
        issuer: 'i',
        token: 't',
        session: 's2',
        subject: 'a',
        began: { generation: 1, sequence: 0 },
      })
      .catch((error: unknown) => error);
    expect(again, 'what was true of the server before need not be true of it now').not.toMatchObject({
      doubt: { id: doubt.id },
    });
    await store.vouch(doubt.id, ahead, []);
    expect(await codeOf(store.changes()), 'that doubt is over').toBe('ERR_STORE_UNAVAILABLE');
    const now = (again as { doubt: { id: string } }).doubt.id;
    await store.vouch(now, ahead, [
      { ...first, position: { generation: 1, sequence: 1 } },
      { ...second, position: { generation: 1, sequence: 2 } },
    ]);
    await until(() => works(() => store.changes()));
    expect((await store.changes()).revocations.map(({ id }) => id)).toEqual(['s1', 's2']);
  });
});
