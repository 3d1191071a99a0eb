import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder, TestServer } from '../../support/processes.ts';

it(
  'refuses on B, on the very next request, what was logged out on A: 1,000 rounds',
  { timeout: 600_000 },
  async () => {
    using folder = temporaryFolder();
    const db = join(folder.path, 'app.db');
    await using a = await TestServer.start(db);
    await using b = await TestServer.start(db);
    let accepted = 0;
    for (let round = 0; round < 1_000; round += 1) {
      const [here, there] = round % 2 === 0 ? [a, b] : [b, a];
      const { accessToken, refreshToken } = await here.login();
      expect(await there.me(accessToken)).toBe(200);
      const receipt = await here.logout(accessToken);
      expect(receipt.everywhere).toBe(true);
      const status = await there.me(accessToken);
      if (status !== 401) accepted += 1;
      if (round % 50 === 0) {
        expect((await there.refresh(refreshToken)).status).toBe(401);
        expect(await here.me(accessToken)).toBe(401);
      }
    }
    expect(accepted).toBe(0);
  },
);

it('ends a subject on every process, and keeps the session that asked', { timeout: 120_000 }, async () => {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  await using a = await TestServer.start(db);
  await using b = await TestServer.start(db);
  for (let round = 0; round < 50; round += 1) {
    const [one, two] = [await a.login(), await b.login()];
    expect([await a.me(two.accessToken), await b.me(one.accessToken)]).toEqual([200, 200]);
    await a.logout(one.accessToken, '/others');
    expect([await b.me(two.accessToken), await b.me(one.accessToken)]).toEqual([401, 200]);
    await b.logout(one.accessToken, '/everywhere');
    expect(await a.me(one.accessToken)).toBe(401);
  }
});
