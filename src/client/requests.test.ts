import { beforeEach, describe, expect, it, vi, type Mock } from 'vitest';
import { stubStorage } from '../../test/support/client/storage.ts';
import { Wire, type Answer } from '../../test/support/client/wire.ts';
import { until } from '../../test/support/until.ts';
import {
  createSession,
  type ClientOptions,
  type ClientSession,
  type LogoutReport,
  type SignIn,
} from './index.ts';

const [REFRESH, SESSION] = ['POST /auth/refresh', 'GET /auth/session'];
const ALICE = { session: 'alice', ticket: 'alice.out', accessToken: 'a1', refreshToken: 'r1' };

let wire: Wire;
let disk: Map<string, string>;
let onSignedOut: Mock<(report: LogoutReport) => void>;

beforeEach(async () => {
  disk = stubStorage();
  onSignedOut = vi.fn<(report: LogoutReport) => void>();
  wire = await Wire.start({ 'POST /auth/logout': {} });
  return async () => {
    vi.unstubAllGlobals();
    await wire[Symbol.asyncDispose]();
  };
});

function open(options: ClientOptions = {}): ClientSession {
  return createSession({ baseUrl: `${wire.url}/auth`, onSignedOut, ...options });
}

function signedIn(options: ClientOptions = {}, answer: SignIn = ALICE): ClientSession {
  const session = open(options);
  session.start(answer);
  return session;
}

/** Lets in who shows `token`. */
function only(token: string): Answer {
  return ({ headers }, response) =>
    response.writeHead(headers.authorization === `Bearer ${token}` ? 200 : 401).end();
}

/** Answers the next tokens each time: a2 and r2, a3 and r3 … */
function rotating(): Answer {
  let turn = 1;
  return (_, response) => {
    turn += 1;
    response.end(JSON.stringify({ session: 'alice', accessToken: `a${turn}`, refreshToken: `r${turn}` }));
  };
}

function bodies(route: string): string[] {
  return wire.of(route).map(({ body }) => body);
}

describe('fetch', () => {
  it('shows the token, and no more than what it was asked to send', async () => {
    wire.answers.set('PUT /thing', only('a1'));
    const response = await signedIn().fetch(`${wire.url}/thing`, {
      method: 'PUT',
      body: 'text',
      headers: { 'x-mine': 'yes' },
    });
    expect(response.status).toBe(200);
    expect(wire.asked).toEqual([expect.objectContaining({ route: 'PUT /thing', body: 'text' })]);
    expect(wire.asked[0]?.headers['x-mine']).toBe('yes');
  });

  it('after a 401 refreshes once for all, and asks again with the same body', async () => {
    wire.answers.set('POST /thing', only('a2'));
    wire.answers.set(REFRESH, rotating());
    const session = signedIn();
    const bodiesSent = ['one', new URLSearchParams({ two: '2' }), new Blob(['three'])];
    const answers = await Promise.all(
      bodiesSent.map((body) => session.fetch(new Request(`${wire.url}/thing`, { method: 'POST', body }))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(bodies(REFRESH)).toEqual(['refreshToken=r1']);
    expect(bodies('POST /thing').toSorted()).toEqual(['one', 'one', 'three', 'three', 'two=2', 'two=2']);
    expect(await session.token()).toBe('a2');
  });

  it('does not refresh for an answer that is late, once there are other tokens', async () => {
    let late = (): unknown => undefined;
    wire.answers.set('GET /late', (_, response) => (late = () => response.writeHead(401).end()));
    wire.answers.set(REFRESH, rotating());
    const session = signedIn();
    const answer = session.fetch(`${wire.url}/late`);
    await until(() => wire.of('GET /late').length === 1);
    await session.refresh();
    wire.answers.set('GET /late', only('a2'));
    late();
    expect([(await answer).status, bodies(REFRESH).length]).toEqual([200, 1]);
  });

  it('ends the session when the refresh is refused, and when the second answer is 401 as well', async () => {
    wire.answers.set('GET /thing', 401);
    wire.answers.set(REFRESH, 401);
    for (const refusal of [401, rotating()]) {
      wire.answers.set(REFRESH, refusal);
      const session = signedIn();
      await expect(session.fetch(`${wire.url}/thing`)).rejects.toMatchObject({ name: 'AbortError' });
      expect([session.signedIn, session.epoch]).toEqual([false, 1]);
    }
    await until(() => onSignedOut.mock.calls.length === 2);
    expect(onSignedOut).toHaveBeenCalledWith({ local: 'clean', server: 'none', remote: true, errors: [] });
    // Twice at most, and the server was not told what it knows.
    expect([wire.of('GET /thing').length, wire.of('POST /auth/logout').length]).toEqual([3, 0]);
  });

  it.each<[string, Answer]>([
    ['503', 503],
    ['500', 500],
    ['404', 404],
    ['429', 429],
    ['no JSON', (_, response) => response.end('<html>')],
    ['a broken connection', (_, response) => response.destroy()],
    ['nothing at all', () => undefined],
  ])('signs nobody out when the refresh is answered %s', async (_, answer) => {
    wire.answers.set('GET /thing', 401);
    wire.answers.set(REFRESH, answer);
    const session = signedIn({ timeout: 300 });
    await expect(session.fetch(`${wire.url}/thing`)).rejects.toBeInstanceOf(Error);
    await expect(session.refresh()).rejects.toBeInstanceOf(Error);
    expect([session.id, session.epoch, await session.token()]).toEqual(['alice', 0, 'a1']);
    expect(onSignedOut).not.toHaveBeenCalled();
  });

  it('hands on what is no 401, and what others are asked', async () => {
    wire.answers.set('GET /thing', 503);
    await using other = await Wire.start({ 'GET /thing': 401 });
    const session = signedIn();
    expect((await session.fetch(`${wire.url}/thing`)).status).toBe(503);
    expect((await session.fetch(`${other.url}/thing`)).status).toBe(401);
    expect(other.asked[0]?.headers.authorization).toBeUndefined();
    const own = { headers: { authorization: 'Basic eA==' } };
    wire.answers.set('GET /own', 401);
    expect((await session.fetch(`${wire.url}/own`, own)).status).toBe(401);
    expect(wire.of('GET /own').map(({ headers }) => headers.authorization)).toEqual(['Basic eA==']);
    expect([session.signedIn, bodies(REFRESH)]).toEqual([true, []]);
    expect((await open({ name: 'nobody' }).fetch(`${wire.url}/own`)).status).toBe(401);
  });

  it('rejects with an AbortError what settles after the sign-out, and heeds the signal it was given', async () => {
    let settle = (): unknown => undefined;
    wire.answers.set('GET /slow', (_, response) => (settle = () => response.end('x')));
    const session = signedIn();
    const answer = session.fetch(`${wire.url}/slow`);
    await until(() => wire.of('GET /slow').length === 1);
    void session.logout();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    settle();
    const mine = new AbortController();
    const aborted = session.fetch(`${wire.url}/slow`, { signal: mine.signal });
    mine.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('what another tab did, of which this one has heard nothing', () => {
  // Without a page there are no messages. Without locks, tabs refresh side by side.
  beforeEach(() => void vi.stubGlobal('navigator', {}));

  it('has a late answer rejected', async () => {
    let settle = (): unknown => undefined;
    wire.answers.set('GET /slow', (_, response) => (settle = () => response.end('x')));
    const [here, there] = [signedIn({ tokens: 'local' }), open({ tokens: 'local' })];
    const answer = here.fetch(`${wire.url}/slow`);
    await until(() => wire.of('GET /slow').length === 1);
    await there.logout();
    settle();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    expect(here.epoch).toBe(1);
  });

  it('has a late check believed no more', async () => {
    let settle = (): unknown => undefined;
    wire.answers.set(SESSION, (_, response) => (settle = () => response.end('{"session":"alice"}')));
    const [here, there] = [signedIn({ tokens: 'local' }), open({ tokens: 'local' })];
    const checked = here.check();
    await until(() => wire.of(SESSION).length === 1);
    await there.logout();
    there.start({ session: 'bob', ticket: 'bob.out', accessToken: 'b1' });
    settle();
    await checked;
    expect([there.id, await there.token(), bodies('POST /auth/logout')]).toEqual([
      'bob',
      'b1',
      ['ticket=alice.out'],
    ]);
  });

  it('has a late check of nobody believed no more either', async () => {
    let settle = (): unknown => undefined;
    wire.answers.set(SESSION, (_, response) => (settle = () => response.end('{"session":"alice"}')));
    const [here, there] = [open({ tokens: 'local' }), open({ tokens: 'local' })];
    const checked = here.check();
    await until(() => wire.of(SESSION).length === 1);
    there.start({ session: 'bob', ticket: 'bob.out', accessToken: 'b1' });
    settle();
    expect([await checked, here.id, there.id]).toEqual([true, 'bob', 'bob']);
  });

  it('makes a refusal none: there are other tokens', async () => {
    let settle: (answer?: SignIn) => void = () => undefined;
    const here = signedIn({ tokens: 'local', refresh: () => new Promise((resolve) => (settle = resolve)) });
    const there = open({ tokens: 'local', refresh: async () => ({ accessToken: 'a2', refreshToken: 'r2' }) });
    const refreshed = here.refresh();
    await there.refresh();
    settle();
    expect([await refreshed, await here.token(), await there.token()]).toEqual([true, 'a2', 'a2']);
  });

  it('makes the tokens of a session that is over none of those of the next', async () => {
    let settle: (answer?: SignIn) => void = () => undefined;
    const here = signedIn({ tokens: 'local', refresh: () => new Promise((resolve) => (settle = resolve)) });
    const there = open({ tokens: 'local' });
    const refreshed = here.refresh();
    there.start({ session: 'bob', accessToken: 'b1' });
    settle({ accessToken: 'a2' });
    await refreshed;
    expect([there.id, await there.token()]).toEqual(['bob', 'b1']);
  });
});

describe('token', () => {
  it('is refreshed when it has expired, and not before', async () => {
    wire.answers.set(REFRESH, rotating());
    const session = signedIn({}, { ...ALICE, expiresAt: Date.now() + 150 });
    expect(await session.token()).toBe('a1');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await Promise.all([session.token(), session.token()])).toEqual(['a2', 'a2']);
    expect(bodies(REFRESH)).toHaveLength(1);
  });

  it('is not refreshed again and again where the clock is wrong', async () => {
    wire.answers.set(REFRESH, rotating());
    const session = signedIn({}, { ...ALICE, expiresAt: Date.now() - 1 });
    expect([await session.token(), await session.token(), bodies(REFRESH)]).toEqual(['a1', 'a1', []]);
  });

  it('is undefined in cookie mode', async () => {
    const session = signedIn({}, { session: 'alice' });
    expect([session.signedIn, await session.token()]).toEqual([true, undefined]);
  });
});

describe('refresh', () => {
  it('asks once for all who ask, also when it fails', async () => {
    wire.answers.set(REFRESH, 503);
    const session = signedIn();
    const answers = await Promise.allSettled([session.refresh(), session.refresh(), session.refresh()]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(bodies(REFRESH)).toHaveLength(1);
  });

  it('keeps what the answer leaves out', async () => {
    wire.answers.set(REFRESH, { accessToken: 'a2' });
    const session = signedIn();
    expect(await session.refresh()).toBe(true);
    expect([session.id, await session.token()]).toEqual(['alice', 'a2']);
    await session.refresh();
    expect(bodies(REFRESH)).toEqual(['refreshToken=r1', 'refreshToken=r1']);
    await session.logout();
    expect(bodies('POST /auth/logout')).toEqual(['ticket=alice.out']);
  });

  it('can be one’s own: with the token, a signal, and an end', async () => {
    const refresh = vi.fn<NonNullable<ClientOptions['refresh']>>();
    const session = signedIn({ refresh, timeout: 100 });
    refresh.mockResolvedValueOnce({ accessToken: 'a2', refreshToken: 'r2' });
    expect([await session.refresh(), await session.token()]).toEqual([true, 'a2']);
    refresh.mockRejectedValueOnce(new Error('cannot tell'));
    await expect(session.refresh()).rejects.toThrow('cannot tell');
    let signal: AbortSignal | undefined;
    refresh.mockImplementationOnce((context) => {
      signal = context.signal;
      return new Promise(() => undefined);
    });
    await expect(session.refresh()).rejects.toMatchObject({ name: 'TimeoutError' });
    expect([signal?.aborted, session.signedIn]).toEqual([true, true]);
    refresh.mockResolvedValueOnce(undefined);
    expect([await session.refresh(), session.signedIn]).toEqual([false, false]);
    expect(refresh.mock.calls.map(([{ refreshToken }]) => refreshToken)).toEqual(['r1', 'r2', 'r2', 'r2']);
    expect(await session.refresh()).toBe(false);
  });

  it('that a sign-out comes before is thrown away, even by who does not heed the signal', async () => {
    let settle: (answer: SignIn) => void = () => undefined;
    const session = signedIn({ refresh: () => new Promise((resolve) => (settle = resolve)) });
    const refreshed = session.refresh();
    refreshed.catch(() => undefined);
    await session.logout();
    session.start({ session: 'bob', accessToken: 'b1' });
    settle({ accessToken: 'a2' });
    await expect(refreshed).rejects.toMatchObject({ name: 'AbortError' });
    expect([session.id, await session.token()]).toEqual(['bob', 'b1']);
  });
});

describe('check', () => {
  it('enters the session that the server knows, by cookie', async () => {
    wire.answers.set(SESSION, { session: 'alice', ticket: 'alice.out', subject: 'alice@people.test' });
    const session = open();
    expect([await session.check(), session.id]).toEqual([true, 'alice']);
    // What else an answer says of somebody is not kept.
    expect(disk.get('curfew:curfew')).toContain('alice.out');
    expect(disk.get('curfew:curfew')).not.toContain('people.test');
    await session.logout();
    expect(bodies('POST /auth/logout')).toEqual(['ticket=alice.out']);
  });

  it('learns the ticket of the session that it is in, and goes on with its tokens', async () => {
    const heard = vi.fn<() => void>();
    wire.answers.set(SESSION, ({ headers }, response) => {
      const known = headers.authorization === 'Bearer a1';
      response.end(JSON.stringify({ session: known ? 'alice' : 'nobody', ticket: 'new.out' }));
    });
    const session = signedIn();
    session.subscribe(heard);
    expect([await session.check(), session.id, await session.token()]).toEqual([true, 'alice', 'a1']);
    expect(heard).not.toHaveBeenCalled();
    await session.logout();
    expect(bodies('POST /auth/logout')).toEqual(['ticket=new.out']);
  });

  it('puts a 401 to the refresh token: the session lives, or is over', async () => {
    wire.answers.set(SESSION, only('a2'));
    wire.answers.set(REFRESH, rotating());
    const session = signedIn();
    expect([await session.check(), await session.token()]).toEqual([true, 'a2']);
    wire.answers.set(SESSION, 401);
    wire.answers.set(REFRESH, 401);
    expect([await session.check(), session.signedIn]).toEqual([false, false]);
    expect(await session.check()).toBe(false);
  });

  it.each<[string, Answer]>([
    ['503', 503],
    ['404', 404],
    ['no JSON', (_, response) => response.end('<html>')],
    ['a broken connection', (_, response) => response.destroy()],
    ['nothing at all', () => undefined],
  ])('changes nothing when it is answered %s', async (_, answer) => {
    wire.answers.set(SESSION, answer);
    const options = { timeout: 200 };
    expect(await open(options).check()).toBe(false);
    const session = signedIn(options);
    expect([await session.check(), session.id, session.epoch]).toEqual([true, 'alice', 0]);
  });

  it('does not sign in again whom it signed out, while the server does not know', async () => {
    wire.answers.set(SESSION, { session: 'alice', ticket: 'alice.out' });
    wire.answers.set('POST /auth/logout', 503);
    const session = signedIn({}, { session: 'alice', ticket: 'alice.out' });
    await session.logout();
    expect([await session.check(), await open().check()]).toEqual([false, false]);
    wire.answers.set(SESSION, { session: 'bob' });
    expect([await session.check(), session.id]).toEqual([true, 'bob']);
  });

  it('ends the session that another one has taken the place of', async () => {
    wire.answers.set(SESSION, { session: 'bob', ticket: 'bob.out' });
    const session = signedIn({}, { session: 'alice', ticket: 'alice.out' });
    expect([await session.check(), session.id, session.epoch]).toEqual([true, 'bob', 1]);
    await until(() => bodies('POST /auth/logout').includes('ticket=alice.out'));
  });

  it('believes no answer that is older than a sign-out', async () => {
    let settle = (): unknown => undefined;
    wire.answers.set(SESSION, (_, response) => (settle = () => response.end('{"session":"alice"}')));
    const session = signedIn();
    const checked = session.check();
    await until(() => wire.of(SESSION).length === 1);
    await session.logout();
    settle();
    expect([await checked, session.signedIn]).toEqual([false, false]);
  });

  it('asks where it is told to, or nobody', async () => {
    wire.answers.set('GET /me', {});
    const session = open({ check: `${wire.url}/me` });
    expect([await session.check(), session.signedIn]).toEqual([true, true]);
    const silent = open({ name: 'silent', check: false });
    silent.start(ALICE);
    expect([await silent.check(), wire.of(SESSION).length]).toEqual([true, 0]);
  });
});
