import { expect, it } from 'vitest';
import { ConfigError, StoreUnavailable } from '../../core/errors.ts';
import { isBusy, reasonOf, unavailable } from './failure.ts';

const failed = (errcode: number, errstr: string): Error =>
  Object.assign(new Error('with a secret'), { errcode, errstr });

it('knows a lock of somebody else by the code of SQLite, also by an extended one', () => {
  expect([5, 6, 261, 517].map((code) => isBusy(failed(code, '')))).toEqual([true, true, true, true]);
  expect([0, 1, 11, 13].some((code) => isBusy(failed(code, '')))).toBe(false);
  expect([new Error('database is locked'), { errcode: 5 }, 'text', undefined].some(isBusy)).toBe(false);
});

it("says SQLite's own words, and nothing that was stored", () => {
  expect(reasonOf(failed(13, 'database or disk is full'))).toBe('database or disk is full');
  expect(reasonOf(new SyntaxError('a secret is not JSON'))).toBe('what is stored is no JSON');
  expect(reasonOf(new Error('no such folder'))).toBe('no such folder');
  expect(reasonOf('text')).toBe('text');
  expect(reasonOf({ errstr: 'x', toString: () => 'an object' })).toBe('an object');
});

it('is unavailable, and says why without the error beneath', () => {
  const ours = new StoreUnavailable('ours');
  expect(unavailable(ours)).toBe(ours);
  const other = unavailable(failed(13, 'database or disk is full'));
  expect(other).toMatchObject({
    code: 'ERR_STORE_UNAVAILABLE',
    message: 'SQLite could not do it: database or disk is full',
  });
  expect(other).not.toHaveProperty('cause');
  expect(unavailable(new ConfigError('what to do')).message).toBe('SQLite could not do it: what to do');
});
