import { expect, it } from 'vitest';
import { memory } from '../../../src/stores/memory/index.ts';
import { codeOf, node, watched } from '../../support/node.ts';

it('asks for a session once per node, not once per request', async () => {
  const { store, calls } = watched(memory());
  await using curfew = await node({ store });
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  expect(await codeOf(curfew.verify(accessToken))).toBe('fulfilled');
  const first = calls['session'] ?? 0;
  for (let turn = 0; turn < 100; turn += 1) await curfew.verify(accessToken);
  expect(calls['session']).toBe(first);
});
