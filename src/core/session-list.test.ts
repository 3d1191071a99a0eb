import { describe, expect, it } from 'vitest';
import { FOREIGN, IDLE, knownSessions, OTHER, OWN } from '../../test/support/known-sessions.ts';

describe('the sessions of a subject', () => {
  it('are those within their limits, oldest first, as they were used last', async () => {
    const { sessions, clock, open } = knownSessions();
    const ids = async (): Promise<string[]> => (await sessions.list('alice')).map(({ id }) => id);
    await open('idle');
    clock.advance(1);
    const [used] = await open('used', { expiresAt: clock.now() + IDLE + 1 });
    await open('his', { subject: 'bob' });
    await sessions.meet(used);
    clock.advance(999);
    sessions.use(used);
    expect(await sessions.list('alice')).toMatchObject([{ id: 'idle' }, { id: 'used', seenAt: clock.now() }]);
    clock.advance(IDLE - 1_000);
    expect(await ids()).toEqual(['idle', 'used']);
    clock.advance(1);
    expect(await ids()).toEqual(['used']);
    clock.advance(1);
    expect(await ids(), 'at its absolute limit').toEqual([]);
  });

  it('are those of one’s own issuer, of the one that is named, or of all where there is none', async () => {
    const [own, all] = [knownSessions(), knownSessions({}, 'any')];
    for (const { open } of [own, all]) {
      await open('a');
      await open('b', FOREIGN);
    }
    own.clock.advance(IDLE + 1);
    const ids = async (list: Promise<{ id: string }[]>): Promise<string[]> =>
      (await list).map(({ id }) => id);
    expect(await ids(own.sessions.list('alice', OTHER)), 'however idle').toEqual(['b']);
    expect(await ids(all.sessions.list('alice', OWN))).toEqual(['a']);
    expect(await ids(all.sessions.list('alice'))).toEqual(['a', 'b']);
    own.clock.advance(-1);
    expect(await ids(own.sessions.list('alice'))).toEqual(['a']);
  });
});
