import { expect, it } from 'vitest';
import type { Revocation } from '../../../src/index.ts';
import { memory } from '../../../src/stores/memory/index.ts';
import { codeOf, node, overriding, until } from '../../support/node.ts';

/** More than a store tells at once. */
const MANY = 5_000;

function logouts(count: number): Revocation[] {
  const at = Date.now();
  return Array.from({ length: count }, (_, index) => ({
    kind: 'session',
    id: `session-${index}`,
    issuer: 'https://api.test',
    at,
    expiresAt: at + 600_000,
  }));
}

it('answers nothing before it has been told all there is, however much it is', async () => {
  const store = memory();
  await using first = await node({ store });
  const [dead, alive] = [await first.issue({ subject: 'alice' }), await first.issue({ subject: 'bob' })];
  await store.append(logouts(MANY));
  await first.revoke({ token: dead.accessToken });

  let tell: (() => void) | undefined;
  const held = new Promise<void>((resolve) => (tell = resolve));
  let told = 0;
  const slow = overriding(store, {
    async changes(after, options) {
      const answer = await store.changes(after, options);
      if (!answer.more) await held;
      else told += answer.revocations.length;
      return answer;
    },
  });
  await using second = await node({ store: slow });
  expect(await codeOf(second.verify(dead.accessToken))).toBe('ERR_STORE_UNAVAILABLE');
  expect(await codeOf(second.verify(alive.accessToken))).toBe('ERR_STORE_UNAVAILABLE');
  expect(told).toBeGreaterThan(0);

  tell?.();
  await until(async () => (await codeOf(second.verify(alive.accessToken))) === 'fulfilled');
  expect(await codeOf(second.verify(dead.accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect(second.health().revocations).toBe(MANY + 1);
});
