import { expect, it } from 'vitest';
import { memory } from '../../../src/stores/memory/index.ts';
import { parseCursor } from '../../../src/core/position.ts';
import { codeOf, loseAll, node, pause } from '../../support/node.ts';

it('lets a token die with the log it was bound to, whatever the new one says about its session', async () => {
  const store = memory();
  await using curfew = await node({ store });
  const { accessToken, session } = await curfew.issue({ subject: 'alice' });
  const auth = await curfew.verify(accessToken);
  const stored = await store.session(session);
  const incarnation = parseCursor(curfew.health().cursor)?.incarnation ?? '';
  await loseAll(store);
  // Even a new log that knows a session of that name does not bring the token back.
  if (stored) await store.open(stored);
  while (curfew.health().incarnation === incarnation) await pause(10);
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect(auth.signal.aborted).toBe(true);
});
