import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/index.ts';
import { memory } from '../../../src/stores/memory/index.ts';
import { sqlite } from '../../../src/stores/sqlite/index.ts';
import { codeOf, node } from '../../support/node.ts';

const ROUNDS = 1_000;
const folder = mkdtempSync(join(tmpdir(), 'curfew-races-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shared = memory();
const STORES: [string, () => Store][] = [
  ['memory', () => shared],
  ['sqlite', () => sqlite(join(folder, 'races.db'))],
];

describe.each(STORES)('on %s', (_name, open) => {
  it(
    `leaves nothing alive after ${ROUNDS} races of refreshes against a logout`,
    { timeout: 120_000 },
    async () => {
      await using a = await node({ store: open() });
      await using b = await node({ store: open() });
      let overtaken = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const first = await a.issue({ subject: `user-${round}` });
        const minted: string[] = [];
        const refresh = async (one: typeof a): Promise<void> => {
          for (let tokens = first; ;) {
            tokens = await one.refresh(tokens.refreshToken);
            minted.push(tokens.accessToken);
          }
        };
        const logout = async (): Promise<void> => {
          for (let turn = 0; turn < round % 9; turn += 1)
            await new Promise((resolve) => setImmediate(resolve));
          await a.logout(round % 2 === 0 ? first.accessToken : first.refreshToken);
        };
        await Promise.allSettled([refresh(a), refresh(b), refresh(b), logout()]);
        overtaken += minted.length;
        for (const token of [first.accessToken, ...minted]) {
          expect(await codeOf(a.verify(token))).toBe('ERR_TOKEN_REVOKED');
          expect(await codeOf(b.verify(token))).toBe('ERR_TOKEN_REVOKED');
        }
        expect(await a.sessions(`user-${round}`)).toEqual([]);
      }
      expect(overtaken, 'some refreshes must have won for this to be a race').toBeGreaterThan(0);
    },
  );

  it(
    `accepts no request that starts after the answer, in ${ROUNDS} races`,
    { timeout: 120_000 },
    async () => {
      await using a = await node({ store: open() });
      await using b = await node({ store: open() });
      let accepted = 0;
      let before = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const { accessToken } = await a.issue({ subject: 'alice' });
        let answered = false;
        const requests: Promise<unknown>[] = [];
        const knock = async (one: typeof a): Promise<void> => {
          const late = answered;
          const code = await codeOf(one.verify(accessToken));
          if (code === 'fulfilled' && late) accepted += 1;
          if (code === 'fulfilled' && !late) before += 1;
        };
        const storm = (async () => {
          for (let index = 0; index < 12; index += 1) {
            requests.push(knock(a), knock(b));
            await new Promise((resolve) => setImmediate(resolve));
          }
        })();
        await a.logout(accessToken);
        answered = true;
        requests.push(knock(a), knock(b));
        await storm;
        await Promise.all(requests);
      }
      expect(accepted).toBe(0);
      expect(before, 'some requests must have come before the logout').toBeGreaterThan(0);
    },
  );
});
