import { describe, expect, it } from 'vitest';
import { ConfigError, StoreUnavailable } from '../../core/errors.ts';
import type { Command, Sender } from './link.ts';
import { settingsOf } from './options.ts';
import { configOf, survey } from './survey.ts';

/** What servers answer that are not at hand: old ones, those of a service, and those that fail in between. */
function answering(answers: Record<string, unknown>): Sender {
  const to = (command: Command): unknown => {
    const words = typeof command === 'function' ? command() : command;
    const answer = answers[words.join(' ')] ?? failed(`ERR unknown command '${words[0]}'`);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { send: async (...commands) => commands.map(to) };
}

/** As a connection tells what Redis said. */
function failed(words: string): StoreUnavailable {
  return new StoreUnavailable(`Redis could not do it: ${words}`);
}

function info(values: Record<string, string>): string {
  const lines = Object.entries(values).map(([name, value]) => `${name}:${value}`);
  return ['# Server', ...lines, ''].join('\r\n');
}

const URL = 'redis://localhost:6379';
const settings = settingsOf(URL, {});
const SOUND = { role: 'master', connected_slaves: '2', maxmemory_policy: 'noeviction', run_id: 'me:1' };

describe('the version', () => {
  it.each(['5.0.14', '5.9.0', '6.0.16', '6.1.240'])('%s is too old', async (version) => {
    const refused = survey(answering({ INFO: info({ ...SOUND, redis_version: version }) }), settings, false);
    await expect(refused).rejects.toThrow(ConfigError);
    await expect(refused).rejects.toThrow(`Redis ${version} is too old`);
  });

  it.each(['6.2.0', '6.10.1', '7.0.15', '7.1.0', '10.0.0', undefined])('%s will do', async (version) => {
    const server = answering({ INFO: info({ ...SOUND, ...(version && { redis_version: version }) }) });
    expect(await survey(server, settings, false)).toEqual({
      id: 'me:1',
      replicas: 2,
      promoted: false,
      isCluster: false,
      durable: false,
    });
  });
});

it('makes do with a service that tells little of itself', async () => {
  const server = answering({
    INFO: info({ redis_version: '7.2.4' }),
    'CONFIG GET maxmemory-policy': [],
    'CONFIG GET appendonly': failed("ERR Unknown subcommand or wrong number of arguments for 'get'"),
  });
  const met = { id: '', replicas: 0, promoted: false, isCluster: false };
  expect(await survey(server, settings, false)).toEqual({ ...met, durable: false });
  const wanted = settingsOf(URL, { durability: 'always' });
  expect(await survey(server, wanted, false)).toEqual({ ...met, durable: true });
});

it('refuses a promise that any sign speaks against, in whichever words', async () => {
  const wanted = settingsOf(URL, { durability: 'always' });
  for (const [aof, fsync] of [
    [{ aof_enabled: '0' }, ['appendfsync', 'always']],
    [{ aof_enabled: '0' }, undefined],
    [{ aof_enabled: '1' }, ['appendfsync', 'no']],
    [{}, { appendfsync: 'everysec' }],
  ] as const) {
    const server = answering({ INFO: info({ ...SOUND, ...aof }), 'CONFIG GET appendfsync': fsync });
    await expect(survey(server, wanted, false)).rejects.toThrow(ConfigError);
    expect(await survey(server, settings, false)).toMatchObject({ durable: false });
  }
});

describe('a server that fails', () => {
  const down = failed('Connection is closed.');
  const refused = failed("NOPERM User app has no permissions to run the 'info' command");

  it('is not taken for one that lets nobody look', async () => {
    const first = answering({ INFO: down });
    await expect(survey(first, settings, false)).rejects.toBe(down);
    const count = answering({ INFO: refused, 'WAIT 0 0': down });
    await expect(survey(count, settings, false)).rejects.toBe(down);
    const config = answering({ INFO: refused, 'WAIT 0 0': 0, 'CONFIG GET maxmemory-policy': down });
    await expect(survey(config, settings, false)).rejects.toBe(down);
  });

  it('is told from one that hides a setting', async () => {
    await expect(configOf(answering({ 'CONFIG GET appendonly': down }), 'appendonly')).rejects.toBe(down);
    expect(await configOf(answering({ 'CONFIG GET appendonly': refused }), 'appendonly')).toBeUndefined();
    expect(await configOf(answering({ 'CONFIG GET appendonly': {} }), 'appendonly')).toBeUndefined();
  });

  it('whatever is thrown', async () => {
    const odd: Sender = {
      send: () => Promise.reject(Object.assign(Object.create(null), { message: 'NOPERM' })),
    };
    await expect(survey(odd, settings, false)).rejects.toHaveProperty('message', 'NOPERM');
  });
});

it('knows a replica by what it says of itself, and by what it cannot do', async () => {
  const told = answering({ INFO: info({ ...SOUND, role: 'slave' }) });
  const unable = answering({
    INFO: failed('NOPERM'),
    'WAIT 0 0': failed('ERR WAIT cannot be used with replica instances.'),
  });
  for (const server of [told, unable]) {
    await expect(survey(server, settings, false)).rejects.toThrow(/is a replica, and takes no writes/);
  }
});
