import { describe, expect, it } from 'vitest';
import type { Tokens } from '../../src/index.ts';
import type { Node } from './node.ts';
import { Scene } from './scene.ts';

/** A scene for a guard of the recovery that others stand in for in almost every world. */
describe('a node that vouches', () => {
  it('brings back all that it knows in the same step, and may crash right after it', async () => {
    await using scene = await Scene.begin();
    const voucher = await scene.node();
    const tokens = await scene.login('alice', voucher);
    const putBack = scene.backUp();
    await scene.of(voucher.curfew.logout(tokens.accessToken));
    putBack('server-2');
    for (let turn = 0; turn < 500 && scene.server.machine.data?.head.generation === 1; turn += 1) {
      await scene.pass(1);
    }
    voucher.time.kill();
    expect(scene.server.machine.data?.head.generation).toBeGreaterThan(1);
    const other = await scene.node();
    await scene.pass(4_000);
    expect(await scene.code(other.curfew.refresh(tokens.refreshToken))).toBe('ERR_TOKEN_REVOKED');
  });
});

describe('a life of the data that was given up', () => {
  /** Alice has logged out in it, all who knew that are gone, and nobody but `later` runs, which joined the next life. */
  async function givenUp(scene: Scene): Promise<{ later: Node; alice: Tokens; putBack: () => void }> {
    const first = await scene.node();
    const alice = await scene.login('alice', first);
    const putBack = scene.backUp();
    await scene.of(first.curfew.logout(alice.accessToken));
    first.time.kill();
    Object.assign(scene.server.machine, { data: undefined });
    const later = await scene.node();
    return { later, alice, putBack: () => putBack('server-1') };
  }

  it('is not believed when a copy of it is put back, by a node that has never followed it', async () => {
    await using scene = await Scene.begin();
    const { later, alice, putBack } = await givenUp(scene);
    const bob = await scene.login('bob', later);
    putBack();
    const seen = new Set<string>();
    for (let turn = 0; turn < 200; turn += 1) {
      seen.add(await scene.check(later, alice));
      seen.add(await scene.code(later.curfew.refresh(alice.refreshToken)));
      await scene.pass(20);
    }
    expect(seen).not.toContain('ok');
    expect(await scene.check(later, bob), 'nobody could vouch').toBe('ERR_TOKEN_REVOKED');
    await scene.login('carol', later);
  });

  it('is told from a new one that a clock which was set back has named', async () => {
    await using scene = await Scene.begin();
    const node = await scene.node();
    scene.server.time.set(-60 * 60_000);
    scene.server.machine.data = undefined;
    node.line.cut = true;
    await scene.pass(2_000);
    node.line.cut = false;
    await scene.pass(10_000);
    const tokens = await scene.login('alice', node);
    await scene.pass(1_000);
    expect(await scene.check(node, tokens)).toBe('ok');
  });
});
