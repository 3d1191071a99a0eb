import { join } from 'node:path';
import { describe, it } from 'vitest';
import { temporaryFolder, TestServer } from '../../support/processes.ts';

const ROUNDS = 200;
/** Each has a server and a database of its own. What a round takes is mostly waiting, so they go side by side. */
const LANES = [1, 2, 3, 4];

describe.concurrent('a token that was logged out', () => {
  it.for(LANES)(
    `is dead after kill -9 right behind the answer and a restart: lane %i of ${LANES.length}, ${ROUNDS} rounds together`,
    { timeout: 600_000 },
    async (_lane, { expect }) => {
      using folder = temporaryFolder();
      const db = join(folder.path, 'app.db');
      let back = 0;
      // A killed node is waited for until it can no longer answer: a short staleness keeps the rounds short.
      const options = { env: { STALENESS: '100' } };
      let server = await TestServer.start(db, options);
      try {
        for (let round = 0; round < ROUNDS / LANES.length; round += 1) {
          const bystander = await server.login('bob');
          const { accessToken, refreshToken } = await server.login('alice');
          expect(await server.me(accessToken)).toBe(200);
          await server.logout(accessToken, round % 3 === 0 ? '/everywhere' : '');
          await server.kill();
          server = await TestServer.start(db, options);
          if ((await server.me(accessToken)) !== 401) back += 1;
          if ((await server.refresh(refreshToken)).status !== 401) back += 1;
          expect(await server.me(bystander.accessToken), 'a restart signs nobody out').toBe(200);
          expect((await server.refresh(bystander.refreshToken)).status).toBe(200);
        }
      } finally {
        await server.kill();
      }
      expect(back).toBe(0);
    },
  );
});
