import { describe, it } from 'vitest';
import { silence } from '../../core/limits.ts';
import { PostgresServer } from '../../../test/support/postgres-server.ts';
import { attached, timed, works } from '../../../test/support/stores.ts';
import { until } from '../../../test/support/until.ts';
import { postgres } from './index.ts';

/** How long the server has been up, by its own clock, ms. */
async function uptime(server: PostgresServer): Promise<number> {
  const sql = 'SELECT extract(epoch FROM clock_timestamp() - pg_postmaster_start_time()) * 1000 AS up';
  const [row] = await server.query<{ up: string }>(sql);
  return Number(row?.up);
}

describe.concurrent('a server that was just started', () => {
  it.for([200, 1_000, 2_500])(
    'is not believed for as long as a node may answer from memory, with staleness %i, and then it is',
    async (staleness, { expect }) => {
      const length = Math.max(1_000, silence(staleness));
      await using server = await PostgresServer.start();
      await using store = await attached(postgres(server.url()), staleness);
      await server.restart();
      await until(() => works(() => store.changes()));
      const believed = await uptime(server);
      expect(believed).toBeGreaterThan(length);
      expect(believed).toBeLessThan(length + 5_000);
    },
  );

  it('tells one who joins what is waited for, and for how long; trying again succeeds', async ({
    expect,
  }) => {
    await using server = await PostgresServer.start();
    // So that the length is known before it joins.
    const first = postgres(server.url());
    await attached(first, 1_000).then((store) => store.close());
    await server.restart();
    const staleness = 6_000;
    const store = postgres(server.url());
    const refused = await store.attach(staleness).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'ERR_STORE_UNAVAILABLE',
      message: expect.stringMatching(
        /just started.*answer from memory, 6180 ms; try again in about [1-4] s$/,
      ) as string,
    });
    const { code, took } = await timed(() => until(() => works(() => store.attach(staleness))));
    expect([code, took < 5_000]).toEqual(['fulfilled', true]);
    expect(await uptime(server)).toBeGreaterThan(silence(staleness));
    await store.close();
  });
});
