import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ConfigError } from '../../core/errors.ts';
import type { Connection, Driver } from './connection.ts';
import { Database } from './database.ts';
import { survey } from './survey.ts';

beforeEach(() => void vi.spyOn(process, 'emitWarning').mockReturnValue(undefined));
afterEach(() => void vi.restoreAllMocks());

/** A server that says so of itself, and how it was asked. */
function server(more: object = {}): { database: Database; asked: string[] } {
  const answer = { version: 17, standby: false, fsync: 'on', isolation: 'read committed', ...more };
  const asked: string[] = [];
  const connection: Connection = {
    query: async (text) => {
      asked.push(text);
      return [{ answer: JSON.stringify(answer) }];
    },
    listen: () => Promise.reject(new Error('nobody listens here')),
    release: () => undefined,
    destroy: () => undefined,
  };
  const driver: Driver = {
    connect: async () => connection,
    distrust: () => undefined,
    close: async () => undefined,
  };
  return { database: new Database('app', driver), asked };
}

it('asks once, whatever it wants to know', async () => {
  const { database, asked } = server();
  await survey(database);
  expect(asked).toEqual([expect.stringMatching(/server_version_num.*pg_is_in_recovery.*fsync.*isolation/s)]);
  expect(process.emitWarning).not.toHaveBeenCalled();
});

it('refuses a server that is too old', async () => {
  const refused = survey(server({ version: 13 }).database);
  await expect(refused).rejects.toBeInstanceOf(ConfigError);
  await expect(refused).rejects.toThrow('this is PostgreSQL 13; Curfew needs 14 or newer');
  for (const version of [14, 18]) await survey(server({ version }).database);
});

it('refuses a standby', async () => {
  const refused = survey(server({ standby: true }).database);
  await expect(refused).rejects.toBeInstanceOf(ConfigError);
  await expect(refused).rejects.toThrow('read-only standby; connect to the primary');
});

it('notes how isolated a statement by itself is', async () => {
  for (const isolation of ['read committed', 'repeatable read', 'serializable']) {
    const { database } = server({ isolation });
    await survey(database);
    expect(database.isCommitted).toBe(isolation === 'read committed');
  }
});

it('warns of a server that may forget what it has said', async () => {
  await survey(server({ fsync: 'off' }).database);
  expect(vi.mocked(process.emitWarning).mock.calls).toEqual([
    [
      'PostgreSQL runs with fsync off: a power cut may bring logged-out tokens back',
      { type: 'CurfewWarning', code: 'CURFEW_PG_FSYNC' },
    ],
  ]);
});
