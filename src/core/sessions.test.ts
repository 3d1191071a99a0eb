import { describe, expect, it } from 'vitest';
import { ABSOLUTE, FOREIGN, IDLE, knownSessions, OTHER, OWN } from '../../test/support/known-sessions.ts';
import { codeOf } from '../../test/support/node.ts';
import type { LoggedRevocation } from './revocation.ts';

/** The fact that ends what `more` names. */
function fact(more: Partial<LoggedRevocation>): LoggedRevocation {
  const position = { generation: 999, sequence: 0 };
  return { kind: 'session', id: 'a', issuer: OWN, at: 0, expiresAt: 1, position, ...more };
}

describe('a session that a node has met', () => {
  it('is used up to its idle limit, and not at its absolute one', async () => {
    const { sessions, clock, open } = knownSessions();
    const [token] = await open('a');
    expect(sessions.use(token), 'not yet').toBe(false);
    await sessions.meet(token);
    clock.advance(IDLE);
    expect(sessions.use(token)).toBe(true);
    clock.advance(IDLE + 1);
    expect(sessions.use(token)).toBe(false);
    const [other] = await open('b', { expiresAt: clock.now() + 5_000 });
    await sessions.meet(other);
    clock.advance(4_999);
    expect(sessions.use(other)).toBe(true);
    clock.advance(1);
    expect(sessions.use(other)).toBe(false);
    expect(await codeOf(sessions.meet(other))).toBe('ERR_TOKEN_EXPIRED');
  });

  it('lasts for as long as its issuer says when that is another', async () => {
    const { sessions, clock, open, lapsed } = knownSessions();
    const [token] = await open('a', FOREIGN);
    clock.advance(IDLE + 1);
    await sessions.meet(token);
    clock.advance(ABSOLUTE);
    expect(sessions.use(token)).toBe(true);
    await sessions.meet(token);
    expect(lapsed).toEqual([]);
  });

  it('is not what a token says that names somebody else', async () => {
    const { sessions, open } = knownSessions();
    const [token] = await open('a', { client: 'app', tenant: 'acme' });
    await sessions.meet(token);
    const began = { ...token.began, sequence: token.began.sequence + 1 };
    for (const lie of [
      { issuer: OTHER },
      { subject: 'bob' },
      { client: 'web' },
      { tenant: 'zeta' },
      { began },
    ])
      expect(() => sessions.use({ ...token, ...lie }), JSON.stringify(lie)).toThrow(/not what was issued/);
    expect(sessions.use(token)).toBe(true);
    const [foreign] = await open('b', { ...FOREIGN, client: 'app' });
    await sessions.meet(foreign);
    expect(sessions.use({ ...foreign, client: 'another of its clients' })).toBe(true);
  });

  it('is told to be in use once a tenth of the idle limit has gone by, and again where that failed', async () => {
    let isBroken = true;
    const here = knownSessions({ touch: (...values) => isBroken ? Promise.reject(new Error('broken')) : here.plain.touch(...values) }); // prettier-ignore
    const { sessions, clock, open, plain } = here;
    const seen = async (): Promise<number> => ((await plain.session('a'))?.seenAt ?? 0) - began;
    const [token] = await open('a');
    const began = clock.now();
    await sessions.meet(token);
    clock.advance(IDLE / 10);
    sessions.use(token);
    await expect.poll(seen).toBe(0);
    isBroken = false;
    sessions.use(token);
    expect(await seen()).toBe(IDLE / 10);
    clock.advance(IDLE / 10 - 1);
    sessions.use(token);
    expect(await seen(), 'a little is not worth telling').toBe(IDLE / 10);
    clock.advance(1);
    sessions.use(token);
    expect(await seen()).toBe(IDLE / 5);
  });

  it('is forgotten when the store says that it has ended', async () => {
    const { sessions, open, plain } = knownSessions();
    const [token] = await open('a');
    await sessions.meet(token);
    await plain.append([{ kind: 'session', id: 'a', issuer: OWN, at: 0, expiresAt: 9e15 }]);
    expect(await codeOf(sessions.meet(token))).toBe('ERR_TOKEN_REVOKED');
    expect(sessions.use(token)).toBe(false);
    expect(sessions.beganOf('a')).toBeUndefined();
  });

  it('is forgotten when something ends it, and by nothing else', async () => {
    const { sessions, open } = knownSessions();
    const tokens = [(await open('a'))[0], (await open('b', { subject: 'bob' }))[0]] as const;
    const known = (): boolean[] => tokens.map((token) => sessions.use(token));
    for (const token of tokens) await sessions.meet(token);
    expect(sessions.beganOf('a')).toEqual(tokens[0].began);
    sessions.apply(fact({ kind: 'token', id: 'one' }));
    sessions.apply(fact({ kind: 'session', id: 'c' }));
    sessions.apply(fact({ kind: 'subject', id: 'alice', except: 'a' }));
    expect(known()).toEqual([true, true]);
    sessions.apply(fact({ kind: 'session', id: 'a' }));
    expect(known()).toEqual([false, true]);
    sessions.apply(fact({ kind: 'subject', id: 'bob' }));
    expect(known()).toEqual([false, false]);
  });
});

describe('what the store says of a session', () => {
  it('is not remembered when all was given up meanwhile, or when nobody could read where it began', async () => {
    const { sessions, open } = knownSessions();
    const [token, stored] = await open('a');
    const { epoch } = sessions;
    const meeting = sessions.meet(token);
    sessions.clear();
    await meeting;
    sessions.keep(stored, epoch);
    expect(sessions.use(token)).toBe(false);
    for (const began of ['nonsense', ''])
      expect(() => sessions.keep({ ...stored, began }, sessions.epoch)).toThrow(/no readable cursor/);
    expect(sessions.use(token)).toBe(false);
  });

  it('can be given back to it, for those that are within their limit, as they were used last', async () => {
    const { sessions, clock, open } = knownSessions();
    const [token, stored] = await open('a');
    const [brief] = await open('b', { expiresAt: clock.now() + 500 });
    for (const one of [token, brief]) await sessions.meet(one);
    const { epoch } = sessions;
    clock.advance(499);
    sessions.use(token);
    clock.advance(1);
    expect(sessions.giveUp()).toEqual([{ ...stored, seenAt: clock.now() - 1 }]);
    expect(sessions.use(token)).toBe(false);
    expect(sessions.epoch).not.toBe(epoch);
    expect(sessions.giveUp()).toEqual([]);
  });
});

describe('a session past its idle limit', () => {
  it('ends for good when all clocks agree, and is refused either way', async () => {
    const { sessions, clock, open, lapsed, past } = knownSessions();
    const [token] = await open('a');
    clock.advance(IDLE);
    await sessions.meet(token);
    past.lag = 1;
    clock.advance(1);
    sessions.clear();
    expect(await codeOf(sessions.meet(token))).toBe('ERR_TOKEN_EXPIRED');
    expect(lapsed, 'a clock that was set forward ends nothing').toEqual([]);
    past.lag = 0;
    expect(await codeOf(sessions.meet(token))).toBe('ERR_TOKEN_EXPIRED');
    expect(lapsed).toEqual(['a']);
  });
});
