import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Store } from '../../../src/index.ts';
import { memory } from '../../../src/stores/memory/index.ts';
import { sqlite } from '../../../src/stores/sqlite/index.ts';
import { node, watched } from '../../support/node.ts';
import { temporaryFolder } from '../../support/processes.ts';

it('calls the store for no check in the steady state, and verifies no signature', async () => {
  using folder = temporaryFolder();
  const stores: Store[] = [memory(), sqlite(join(folder.path, 'app.db'))];
  for (const plain of stores) {
    const { store, calls } = watched(plain);
    await using curfew = await node({ store, staleness: 60_000 });
    const tokens = await Promise.all(
      Array.from(
        { length: 50 },
        async (_, index) => (await curfew.issue({ subject: `user-${index}` })).accessToken,
      ),
    );
    for (const token of tokens) await curfew.verify(token);
    const verify = vi.spyOn(crypto.subtle, 'verify');
    const before = { ...calls };
    for (let turn = 0; turn < 200; turn += 1) for (const token of tokens) await curfew.verify(token);
    expect(calls).toEqual(before);
    expect(verify).not.toHaveBeenCalled();
    verify.mockRestore();
  }
});
