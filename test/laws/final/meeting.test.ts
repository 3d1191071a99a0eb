import { expect, it } from 'vitest';
import { memory } from '../../../src/stores/memory/index.ts';
import { codeOf, node, overriding, pause } from '../../support/node.ts';

it('looks again at what it knows after it had to ask about a session: the answer may be old', async () => {
  const shared = memory();
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letGo = () => resolve()));
  const slow = overriding(shared, {
    async session(sid) {
      const answer = await shared.session(sid);
      await gate;
      return answer;
    },
  });
  await using a = await node({ store: shared });
  await using b = await node({ store: slow });
  await b.issue({ subject: 'bob' });
  const { accessToken } = await a.issue({ subject: 'alice' });
  const asked = codeOf(b.verify(accessToken));
  await pause(20);
  await a.logout(accessToken);
  letGo();
  expect(await asked).toBe('ERR_TOKEN_REVOKED');
});
