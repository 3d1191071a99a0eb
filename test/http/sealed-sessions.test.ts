import { sealedSessions } from 'curfew/http';
import { memory } from 'curfew/stores/memory';
import { sealData, unsealData } from 'iron-session';
import { expect, it } from 'vitest';
import { codeOf, node, overriding } from '../support/node.ts';
import { StoreUnavailable } from '../../src/index.ts';

const password = 'a password of the test that is long enough';

it('kills every copy of a sealed cookie at the logout, on every node', async () => {
  const store = memory();
  await using here = await node({ store });
  await using there = await node({ store });
  const data: { theme: string } = { theme: 'dark' };
  await sealedSessions(here).start(data, { subject: 'alice' });
  const cookie = await sealData(data, { password });
  const copy = (): Promise<object> => unsealData<object>(cookie, { password });
  expect(await sealedSessions(there).check(await copy())).toMatchObject({ subject: 'alice' });
  const receipt = await sealedSessions(here).end(await copy());
  expect([receipt.revoked.length, receipt.everywhere]).toEqual([1, true]);
  for (const one of [here, there]) {
    expect(await codeOf(sealedSessions(one).check(await copy()))).toBe('ERR_TOKEN_REVOKED');
  }
});

it('ends the session that was there when another one starts', async () => {
  await using curfew = await node();
  const sealed = sealedSessions(curfew);
  const data = {};
  const first = await sealed.start(data, { subject: 'alice' });
  const copy = { ...data };
  await sealed.start(data, { subject: 'bob' });
  expect((await sealed.check(data)).subject).toBe('bob');
  expect([await codeOf(sealed.check(copy)), copy]).toEqual(['ERR_TOKEN_REVOKED', { curfew: first.id }]);
});

it('refuses data without a handle, and takes the handle out at the end', async () => {
  await using curfew = await node();
  const sealed = sealedSessions(curfew, { field: 'handle' });
  for (const data of [{}, { handle: 7 }, Object.create({ handle: 'inherited' }) as object]) {
    expect(await codeOf(sealed.check(data))).toBe('ERR_NO_CREDENTIALS');
  }
  expect((await sealed.end({})).revoked).toEqual([]);
  const data = { theme: 'dark' };
  await sealed.start(data, { subject: 'alice' });
  await sealed.end(data);
  expect(data).toEqual({ theme: 'dark' });
});

it('keeps the handle when the end could not be recorded', async () => {
  const store = memory();
  const append = (): Promise<never> => Promise.reject(new StoreUnavailable('down'));
  await using curfew = await node({ store: overriding(store, { append }) });
  const sealed = sealedSessions(curfew);
  const data = {};
  await sealed.start(data, { subject: 'alice' });
  expect(await codeOf(sealed.end(data))).toBe('ERR_STORE_UNAVAILABLE');
  expect((await sealed.check(data)).subject).toBe('alice');
});

it('refuses options that make no sense', async () => {
  await using curfew = await node();
  for (const field of ['', '__proto__', 'toString']) {
    expect(() => sealedSessions(curfew, { field })).toThrow(/field/);
  }
});
