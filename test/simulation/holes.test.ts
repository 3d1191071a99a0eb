import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/index.ts';
import { silence } from '../../src/core/limits.ts';
import { Scene } from './scene.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const [OK, DEAD, UNKNOWN] = ['ok', 'ERR_TOKEN_REVOKED', 'ERR_STORE_UNAVAILABLE'];

/** Holes that drafts of the protocol had. Each is closed; taking the guard away opens it again. */
describe('a node that says nothing', () => {
  // The memory store looks and drops in one step; where those are two, as in SQL, the drop names the heartbeat.
  it('is dropped only for the last heartbeat that it sent, however slow its line', async () => {
    await using scene = await Scene.begin();
    const [here, slow] = [await scene.node(), await scene.node()];
    slow.line.delay = 100;
    for (let turn = 0; turn < 15; turn += 1) {
      const tokens = await scene.login('alice', here, slow);
      await scene.of(here.curfew.logout(tokens.accessToken));
      expect(await scene.check(slow, tokens), `logout ${turn}`).toBe(DEAD);
      await scene.pass(70);
    }
  });

  // A memory store numbers no heartbeats. What a loss takes are the leases themselves; who has none is waited out.
  it('is waited for after a loss that took its heartbeats along', async () => {
    await using scene = await Scene.begin();
    const [here, silent] = [await scene.node(), await scene.node()];
    const tokens = await scene.login('alice', here, silent);
    silent.line.cut = true;
    scene.server.machine.data?.leases.clear();
    Object.assign(scene.server.machine.data ?? {}, { doubt: { id: 'loss', reason: 'part of it is gone' } });
    await scene.pass(200);
    expect(scene.server.machine.data?.head.generation).toBeGreaterThan(1);
    const began = scene.time.now;
    await scene.of(here.curfew.logout(tokens.accessToken));
    expect(scene.time.now - began).toBeGreaterThanOrEqual(silence(500));
    expect(await scene.check(silent, tokens)).toBe(UNKNOWN);
  });
});

describe('a revocation is remembered for as long as any token of the session may live', () => {
  it('whatever the token that was presented, which had expired already', async () => {
    await using scene = await Scene.begin({ staleness: MINUTE });
    const [here, there] = [await scene.node(), await scene.node()];
    const tokens = await scene.login('alice', here, there);
    await scene.pass(10 * MINUTE);
    const putBack = scene.backUp();
    await scene.of(here.curfew.logout(tokens.accessToken));
    await scene.pass(30 * MINUTE);
    putBack('server-2');
    await scene.pass(MINUTE);
    expect(await scene.code(there.curfew.refresh(tokens.refreshToken))).toBe(DEAD);
  });

  it('whatever the clock of the node that recorded it', async () => {
    await using scene = await Scene.begin({ staleness: MINUTE, sessions: { absolute: 2 * HOUR } });
    const [behind, there] = [await scene.node(-3 * HOUR), await scene.node()];
    const tokens = await scene.login('alice', there);
    const putBack = scene.backUp();
    await scene.of(behind.curfew.logout(tokens.refreshToken));
    behind.time.kill();
    await scene.pass(30 * MINUTE);
    putBack('server-2');
    await scene.pass(MINUTE);
    expect(await scene.code(there.curfew.refresh(tokens.refreshToken))).toBe(DEAD);
  });

  it('though one clock says that it is over', async () => {
    await using scene = await Scene.begin();
    const [here, ahead] = [await scene.node(), await scene.node()];
    const tokens = await scene.login('alice', here, ahead);
    await scene.of(here.curfew.logout(tokens.accessToken));
    ahead.time.set(40 * DAY);
    await scene.pass(1_000);
    await scene.of(ahead.curfew.revoke({ subject: 'bob' }));
    expect(ahead.curfew.health().revocations, 'on the node').toBe(2);
    expect(scene.server.machine.data?.log.length, 'in the store').toBe(2);
  });
});

describe('a log that was lost', () => {
  it('lets nobody refresh, whatever else is still there', async () => {
    await using scene = await Scene.begin();
    const here = await scene.node();
    const tokens = await scene.login('alice', here);
    const { machine, store } = scene.server;
    Object.assign(machine.data ?? {}, { log: [], doubt: { id: 'loss', reason: 'part of it is gone' } });
    const { session } = tokens;
    expect(await scene.code(store.rotate(session, 0, scene.server.time.now(), 10_000))).toBe(UNKNOWN);
    expect(machine.data?.sessions.get(session)?.session.generation).toBe(0);
  });

  it('is read from its beginning by who has seen a place of an earlier generation', async () => {
    await using scene = await Scene.begin();
    const [voucher, ahead, third] = [await scene.node(), await scene.node(), await scene.node()];
    const tokens = await scene.login('alice', voucher, ahead, third);
    const putBack = scene.backUp();
    voucher.line.server = undefined;
    // Recorded and never acknowledged, and one node knows it.
    void third.curfew.revoke({ subject: 'bob' }).catch(() => undefined);
    await scene.pass(50);
    third.time.kill();
    ahead.line.cut = true;
    putBack('server-2');
    voucher.line.server = scene.server;
    await scene.pass(800);
    expect(voucher.curfew.health().cursor).toMatch(/\.(?!1\.)\d+\.0$/);
    await scene.of(voucher.curfew.revoke({ token: tokens.accessToken }));
    await scene.of(voucher.curfew.revoke({ subject: 'carol' }));
    ahead.line.cut = false;
    await scene.pass(500);
    expect(await scene.check(ahead, tokens)).toBe(DEAD);
  });

  it('ends nobody who logs in after it, though its places are numbered from the beginning again', async () => {
    await using scene = await Scene.begin();
    const here = await scene.node();
    const before = await scene.login('bob', here);
    for (let turn = 0; turn < 3; turn += 1) await scene.of(here.curfew.revoke({ subject: 'alice' }));
    here.line.cut = true;
    await scene.pass(1_000);
    scene.server.machine.data = undefined;
    here.line.cut = false;
    await scene.pass(8_000);
    expect(here.curfew.health().cursor).toMatch(/\.1\.0$/);
    const after = await scene.login('alice', here);
    expect([await scene.check(here, after), await scene.check(here, before)]).toEqual([OK, DEAD]);
  });

  it('does not come back with an answer that was under way for long', async () => {
    await using scene = await Scene.begin();
    let hold: Promise<void> | undefined;
    const through = (store: Store): Store =>
      new Proxy(store, {
        get: (target, name: keyof Store) =>
          name === 'changes'
            ? async (...values: Parameters<Store['changes']>) => {
                const [answer, held] = [await target.changes(...values), hold];
                hold = held === hold ? undefined : hold;
                await held;
                return answer;
              }
            : (Reflect.get(target, name) as unknown),
      });
    const [here, late] = [await scene.node(), await scene.node(0, through)];
    const lost: string[] = [];
    late.curfew.on('amnesia', ({ incarnation }) => lost.push(incarnation));
    const before = await scene.login('bob', here, late);
    let release = (): void => undefined;
    hold = new Promise((resolve) => (release = resolve));
    await scene.pass(300);
    for (const node of [here, late]) node.line.cut = true;
    await scene.pass(700);
    scene.server.machine.data = undefined;
    for (const node of [here, late]) node.line.cut = false;
    await scene.code(here.curfew.verify(before.accessToken));
    await scene.pass(1_700);
    await scene.code(here.curfew.verify(before.accessToken));
    await scene.pass(100);
    const tokens = await scene.login('alice', here, late);
    const { signal } = await scene.of(late.curfew.verify(tokens.accessToken));
    release();
    await scene.pass(10);
    expect([lost.length, signal.aborted, await scene.check(late, tokens)]).toEqual([1, false, OK]);
  });
});

describe('a primary that a fail-over has left behind', () => {
  it('opens no session, and records no logout', async () => {
    await using scene = await Scene.begin({ isReplicated: true });
    const [left, taken] = [await scene.node(), await scene.node()];
    const tokens = await scene.login('alice', left, taken);
    scene.cluster.split();
    taken.line.server = undefined;
    await scene.pass(100);
    scene.cluster.promote();
    taken.line.server = scene.cluster.primary;
    await scene.pass(1_000);
    expect(await scene.code(left.curfew.issue({ subject: 'bob' }))).toBe(UNKNOWN);
    expect(await scene.check(left, tokens)).toBe(UNKNOWN);
    expect(await scene.code(left.curfew.logout(tokens.accessToken))).toBe(UNKNOWN);
    expect(await scene.code(left.curfew.logout(tokens.accessToken)), 'nor when asked again').toBe(UNKNOWN);
    expect(await scene.check(taken, tokens)).toBe(OK);
    await scene.of(taken.curfew.logout(tokens.accessToken));
    expect(await scene.check(left, tokens)).toBe(UNKNOWN);
    scene.cluster.heal();
    left.line.server = scene.cluster.primary;
    await scene.pass(1_000);
    expect(await scene.check(left, tokens)).toBe(DEAD);
  });
});
