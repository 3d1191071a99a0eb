import { expect, it } from 'vitest';
import { memory } from '../../../src/stores/memory/index.ts';
import { node } from '../../support/node.ts';

it(
  'answers as soon as every node has said that it knows, and does not wait out the bound',
  { timeout: 20_000 },
  async () => {
    const store = memory();
    await using a = await node({ store, staleness: 5_000 });
    await using b = await node({ store, staleness: 5_000 });
    const { accessToken } = await a.issue({ subject: 'alice' });
    await b.verify(accessToken);
    const { took } = await a.logout(accessToken);
    expect(took).toBeLessThan(4_000);
  },
);
