import { expect, it } from 'vitest';
import { logged } from '../../test/support/logged.ts';
import { polledReplica, turn } from '../../test/support/polled-replica.ts';

it('knows nothing before its first poll, and is not fresh when another log is followed', async () => {
  const { replica, polls, told } = polledReplica();
  expect([replica.incarnation, replica.position, replica.cursor, replica.isFresh]).toEqual([
    undefined,
    undefined,
    undefined,
    false,
  ]);
  const first = replica.sync();
  await turn();
  await polls[0]?.answer('life.1.3');
  await first;
  expect(replica).toMatchObject({
    incarnation: 'life',
    position: { generation: 1, sequence: 3 },
    isFresh: true,
  });
  const second = replica.sync();
  await turn();
  void polls[1]?.answer('another.1.0', { more: true });
  await turn();
  expect([replica.incarnation, replica.isFresh]).toEqual(['another', false]);
  expect(told).toContainEqual(['changedLog', 'another']);
  second.catch(() => undefined);
});

it('follows the log by polls that wait for a quarter of its staleness, and takes a breath between empty ones', async () => {
  const { replica, clock, set, polls } = polledReplica();
  const following = replica.follow();
  expect(polls[0]?.after).toBe(undefined);
  expect(polls[0]?.options).toMatchObject({ replica: replica.lease.id, staleness: 1_000, wait: 250 });
  await polls[0]?.answer('life.1.3');
  // It brought something, so the next is sent at once.
  expect([polls.length, polls[1]?.after, set.length]).toEqual([2, 'life.1.3', 0]);
  clock.advance(124);
  await polls[1]?.answer('life.1.3');
  expect(polls).toHaveLength(2);
  expect(set).toMatchObject([{ delay: 10, background: true }]);
  set[0]?.run();
  await turn();
  expect(polls).toHaveLength(3);
  clock.advance(125);
  await polls[2]?.answer('life.1.3');
  expect([polls.length, set.length], 'it has waited').toEqual([4, 0]);
  await replica.close();
  await polls[3]?.fail(new Error('closed'));
  await following;
  expect(polls).toHaveLength(4);
});

it('pauses for longer and longer while polls fail, and begins anew when one is answered', async () => {
  const { replica, clock, set, polls, told } = polledReplica();
  const following = replica.follow();
  const pauses: number[] = [];
  const fail = async (): Promise<void> => {
    await polls.at(-1)?.fail(new Error('gone'));
    pauses.push(set[0]?.delay ?? 0);
    set[0]?.run();
    await turn();
  };
  for (let round = 0; round < 5; round += 1) await fail();
  clock.advance(200);
  await polls.at(-1)?.answer('life.1.3');
  await fail();
  expect(pauses).toEqual([100, 200, 400, 500, 500, 100]);
  expect(told.filter(([name]) => name === 'stale')).toEqual([['stale', 'gone']]);
  const { id } = replica.lease;
  await replica.close();
  expect(told.at(-1)).toEqual(['leave', id]);
  await polls.at(-1)?.fail('no error');
  await following;
  expect(told.filter(([name]) => name === 'stale')).toHaveLength(1);
});

it('forgets what is surely over', async () => {
  const { replica, clock, polls } = polledReplica();
  const following = replica.follow();
  await polls[0]?.answer('life.1.3', { revocations: [logged({ expiresAt: clock.now() })] });
  expect(replica.denylist.size).toBe(1);
  clock.setWall(120_000);
  await polls[1]?.answer('life.1.4');
  expect(replica.denylist.size, 'a clock that was set forward').toBe(1);
  clock.advance(120_000);
  await polls[2]?.answer('life.1.5');
  expect(replica.denylist.size).toBe(0);
  await replica.close();
  await polls[3]?.fail(new Error('closed'));
  await following;
});

it('refreshes by one poll that all share, within 500 ms, and not again for 50 ms after a failure', async () => {
  const { replica, clock, set, polls } = polledReplica();
  const both = Promise.all([replica.refresh(), replica.refresh()]);
  await turn();
  expect(polls).toHaveLength(1);
  expect(polls[0]?.options).toMatchObject({ replica: replica.lease.id, staleness: 1_000, wait: 0 });
  expect(set).toMatchObject([{ delay: 500 }]);
  await polls[0]?.answer('life.1.3');
  await both;
  const late = messageOf(replica.refresh());
  await turn();
  set[0]?.run();
  expect(await late).toContain('in time');
  clock.advance(49);
  await expect(replica.refresh()).rejects.toThrow('in time');
  expect(polls).toHaveLength(2);
  clock.advance(1);
  const again = replica.refresh();
  await turn();
  await polls[2]?.answer('life.1.3');
  await again;
  const slow = messageOf(replica.refresh());
  await turn();
  clock.advance(1_001);
  await polls[3]?.answer('life.1.3');
  expect(await slow).toContain('too slowly');
  await replica.close();
  expect(replica.isFresh).toBe(false);
  await expect(replica.refresh()).rejects.toThrow('closed');
  expect(polls).toHaveLength(4);
});

it('asks anew for an exact answer, and says that it is there only where its word counts', async () => {
  const { replica, polls } = polledReplica(0);
  const first = replica.refresh();
  await turn();
  expect(polls[0]?.options).not.toHaveProperty('replica');
  const second = replica.refresh();
  await turn();
  expect(polls, 'one after the other').toHaveLength(1);
  await polls[0]?.answer('life.1.3');
  await first;
  expect(polls).toHaveLength(2);
  await polls[1]?.answer('life.1.3');
  await second;
  void replica.follow();
  expect(polls[2]?.options).toMatchObject({ replica: replica.lease.id, staleness: 0, wait: 1_000 });
  await replica.close();
  await polls[2]?.fail(new Error('closed'));
});

it('asks until it has been told all, without a lease, and counts as fresh once it has one again', async () => {
  const { replica, set, polls, told } = polledReplica();
  const { id } = replica.lease;
  const following = replica.follow();
  const pause = async (): Promise<void> => {
    expect(set, 'others are served between two portions').toMatchObject([{ delay: 0 }]);
    set[0]?.run();
    await turn();
  };
  await polls[0]?.answer('life.1.3', { more: true });
  expect([replica.isFresh, replica.isCatchingUp]).toEqual([false, true]);
  expect(told.at(-1)).toEqual(['leave', id]);
  await pause();
  expect(polls[1]).toMatchObject({ after: 'life.1.3', options: { wait: 0 } });
  expect(polls[1]?.options).not.toHaveProperty('replica');
  await polls[1]?.answer('life.1.4');
  expect([replica.isFresh, replica.isCatchingUp], 'no logout waits for it yet').toEqual([false, false]);
  await pause();
  expect(replica.lease.id).not.toBe(id);
  expect(polls[2]?.options).toMatchObject({ replica: replica.lease.id, wait: 0 });
  await polls[2]?.answer('life.1.4');
  expect([replica.isFresh, replica.isCatchingUp]).toEqual([true, false]);

  await polls[3]?.answer('life.1.6', { more: true });
  expect([replica.isFresh, replica.isCatchingUp], 'for as long as its last poll lasts').toEqual([
    true,
    false,
  ]);
  expect(
    told.filter(([what]) => what === 'leave'),
    'and its lease',
  ).toHaveLength(1);
  await replica.close();
  await turn();
  expect(set, 'nothing hangs on the pause between two portions').toEqual([]);
  await polls.at(-1)?.fail(new Error('closed'));
  await following;
});

it('counts no poll whose lease was given back while it was under way', async () => {
  const { replica, polls, told } = polledReplica();
  const following = replica.follow();
  const shared = messageOf(replica.refresh());
  await turn();
  expect(polls[1]?.options).toMatchObject({ replica: replica.lease.id });
  await polls[0]?.answer('life.1.3', { more: true });
  const { id } = replica.lease;
  await polls[1]?.answer('life.1.4');
  expect(await shared).toContain('too slowly');
  expect(replica.isFresh).toBe(false);
  expect(told.filter(([what, who]) => what === 'leave' && who !== id)).toHaveLength(2);
  await replica.close();
  await polls.at(-1)?.fail(new Error('closed'));
  await following;
});

it('takes it for no failure of the store that it refuses a poll whose lease was given back', async () => {
  const { replica, polls, told } = polledReplica();
  const following = replica.follow();
  const shared = replica.refresh();
  await turn();
  await polls[0]?.answer('life.1.3', { more: true });
  await polls[1]?.fail(new Error('there is no such lease'));
  await shared;
  expect([replica.isCatchingUp, replica.freshness.reachable]).toEqual([true, true]);
  expect(told.filter(([what]) => what === 'stale')).toEqual([]);
  await replica.close();
  await polls.at(-1)?.fail(new Error('closed'));
  await following;
});

it('shares one portion with those who wait, and no more than that', async () => {
  const { replica, polls } = polledReplica();
  const [one, other] = [replica.refresh(), replica.sync()];
  await turn();
  expect(polls).toHaveLength(1);
  await polls[0]?.answer('life.1.3', { more: true });
  await one;
  expect(replica.isCatchingUp).toBe(true);
  other.catch(() => undefined);
  await replica.close();
});

function messageOf(work: Promise<unknown>): Promise<unknown> {
  return work.catch((error: Error) => error.message);
}
