import { expect, it } from 'vitest';
import { memory } from '../../../src/stores/memory/index.ts';
import { codeOf, node, watched } from '../../support/node.ts';

it('asks for a session once per node, not once per request', async () => {
  const shared = memory();
  const [opening, meeting] = [watched(shared), watched(shared)];
  await using a = await node({ store: opening.store });
  await using b = await node({ store: meeting.store });
  const { accessToken } = await a.issue({ subject: 'alice' });
  for (let turn = 0; turn < 100; turn += 1) {
    for (const curfew of [a, b]) expect(await codeOf(curfew.verify(accessToken))).toBe('fulfilled');
  }
  expect(opening.calls['session'], 'the node that opened it knows it').toBeUndefined();
  expect(meeting.calls['session']).toBe(1);
});
