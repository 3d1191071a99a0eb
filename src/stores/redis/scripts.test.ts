import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { RedisServer } from '../../../test/support/redis-server.ts';
import { StoreUnavailable } from '../../core/errors.ts';
import { formatCursor } from '../../core/position.ts';
import { Connection } from './connection.ts';
import { Copies } from './copies.ts';
import { IoredisDriver } from './driver-ioredis.ts';
import type { Command, Sender, Word } from './link.ts';
import { Scripts } from './scripts.ts';

/** A server that answers as it is told; `sent` is what it was asked, one call after the other. */
function answering(...answers: (unknown[] | Error)[]): { sender: Sender; sent: (readonly Word[])[][] } {
  const sent: (readonly Word[])[][] = [];
  const send = async (...commands: Command[]): Promise<unknown[]> => {
    sent.push(commands.map((one) => (typeof one === 'function' ? one() : one)));
    const answer = answers[Math.min(sent.length, answers.length) - 1] ?? [];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { sender: { send }, sent };
}

const NOSCRIPT = new StoreUnavailable('Redis could not do it: NOSCRIPT No matching script.');

it('sends the text of a script once to each server, and then its name', async () => {
  await using server = await RedisServer.start();
  const connection = new Connection(new IoredisDriver(new Redis(server.url, { lazyConnect: true })));
  const scripts = new Scripts(connection, 'app', false);
  const texts = async (): Promise<number> =>
    Number(/cmdstat_eval:calls=(\d+)/.exec(String(await server.command('INFO', 'commandstats')))?.[1] ?? 0);
  const find = (): Promise<unknown[]> => scripts.ask('find', ['i', '', '', '', '', '', 0, 0]);
  for (const expected of [1, 1]) {
    expect((await find())[0]).toBe('doubt');
    expect(await texts()).toBe(expected);
  }
  await server.command('SCRIPT', 'FLUSH');
  expect((await find())[0]).toBe('doubt');
  expect(await texts()).toBe(2);
  // All keys lie in one slot.
  expect(await server.command('KEYS', '*')).toEqual(['{app}:head']);
  expect(scripts.channel).toBe('{app}:news');
  connection.close();
});

describe('what is sent', () => {
  it('names the keys, the caller and the place that it has seen, before the values', async () => {
    const { sender, sent } = answering([['ok']]);
    const scripts = new Scripts(sender, 'app', true);
    scripts.quarantine = 5_000;
    await scripts.ask('touch', ['s', 7], { seen: formatCursor('life', { generation: 2, sequence: 3 }) });
    scripts.durable = false;
    await scripts.ask('touch', ['s', 7], { seen: 'no place' });
    const names = ['head', 'log', 'facts', 'expiry', 'leases', 'sessions'].map((key) => `{app}:${key}`);
    const [first, second] = sent.map(([command]) => command?.slice(2));
    const random = expect.stringMatching(/^[\w-]{16,}$/) as string;
    expect(first).toEqual([6, ...names, random, '1', 5_000, 'life', 2, 3, 's', 7]);
    expect(second).toEqual([6, ...names, random, '0', 5_000, '', '0', '0', 's', 7]);
    expect(first?.[7]).not.toBe(second?.[7]);
  });

  it('waits for replicas behind what writes, and behind nothing else', async () => {
    const copies = new Copies(1);
    const wait = ['WAIT', 1, expect.any(Number)];
    const { sender, sent } = answering(NOSCRIPT, [['ok', 5], 1]);
    const scripts = new Scripts(sender, 'app', false, copies);
    expect(await scripts.run('append', [], { writes: true })).toEqual([5]);
    expect(sent.map(([command, ...others]) => [command?.[0], ...others])).toEqual([
      ['EVALSHA', wait],
      ['EVAL', wait],
    ]);
    expect(await scripts.run('find', [])).toEqual([5]);
    expect(sent[2]).toHaveLength(1);
  });

  it('is not done where fewer replicas have it, or nothing is said of them', async () => {
    for (const counted of [[0], []]) {
      const scripts = new Scripts(answering([['ok'], ...counted]).sender, 'app', false, new Copies(1));
      await expect(scripts.run('append', [], { writes: true })).rejects.toThrow(
        'the write is on 0 of 1 replicas',
      );
    }
    const alone = new Scripts(answering([['ok']]).sender, 'app', false);
    expect(await alone.run('append', [], { writes: true })).toEqual([]);
  });
});

describe('what is answered', () => {
  const accept = (answer: unknown[]): unknown => new Scripts(answering().sender, 'app', false).accept(answer);
  const refusal = (answer: unknown[]): unknown => {
    try {
      return accept(answer);
    } catch (error) {
      expect(error).toBeInstanceOf(StoreUnavailable);
      return error;
    }
  };

  it('is a doubt, with how far somebody has seen that the log went', () => {
    expect(accept(['ok', 1, 'b'])).toEqual([1, 'b']);
    expect(refusal(['doubt', 'd@1', 'it is empty', 12, -1, -1])).toHaveProperty('doubt', {
      id: 'd@1',
      reason: 'it is empty',
      age: 12,
    });
    for (const generation of ['0', '4']) {
      expect(refusal(['doubt', 'd@1', 'shorter', 0, generation, '9'])).toHaveProperty('doubt', {
        id: 'd@1',
        reason: 'shorter',
        age: 0,
        beyond: { generation: Number(generation), sequence: 9 },
      });
    }
  });

  it('says why the store is not there for now', () => {
    expect(refusal(['starting'])).toHaveProperty('message', expect.stringContaining('just started'));
    expect(refusal(['reminding'])).toHaveProperty('message', expect.stringContaining('put back together'));
    expect(refusal(['moved'])).toHaveProperty('message', expect.stringContaining('has been lost'));
    expect(refusal([])).toHaveProperty('doubt', undefined);
  });

  it('is not made up from something else, and fails as the connection does', async () => {
    const odd = new Scripts(answering(['QUEUED']).sender, 'app', false).ask('find', []);
    await expect(odd).rejects.toThrow(StoreUnavailable);
    await expect(odd).rejects.toThrow('Redis answered with something else');
    for (const error of [new StoreUnavailable('down'), new Error('NOSCRIPT but not ours')]) {
      const { sender, sent } = answering(error);
      await expect(new Scripts(sender, 'app', false).ask('find', [])).rejects.toBe(error);
      expect(sent).toHaveLength(1);
    }
  });
});
