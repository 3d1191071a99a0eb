import { describe, expect, it } from 'vitest';
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
