import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stubStorage } from '../../test/support/client/storage.ts';
import { Wire } from '../../test/support/client/wire.ts';
import { until } from '../../test/support/until.ts';
import {
  createSession,
  guardFetch,
  type ClientOptions,
  type ClientSession,
  type LogoutReport,
} from './index.ts';

const LOGOUT = 'POST /auth/logout';
const CLEAN: LogoutReport = { local: 'clean', server: 'revoked', remote: false, errors: [] };
const ALICE = { session: 'alice', ticket: 'alice.out', accessToken: 'a1', refreshToken: 'r1' };

let wire: Wire;
let disk: Map<string, string>;

beforeEach(async () => {
  disk = stubStorage();
  wire = await Wire.start({ [LOGOUT]: {} });
  return async () => {
    vi.unstubAllGlobals();
    await wire[Symbol.asyncDispose]();
  };
});
afterEach(() => vi.useRealTimers());

function open(options: ClientOptions = {}): ClientSession {
  return createSession({ baseUrl: `${wire.url}/auth`, ...options });
}

describe('logout', () => {
  it('tells the server with the ticket in a form, and leaves nothing but the epoch', async () => {
    const session = open({ tokens: 'local' });
    session.start(ALICE);
    expect(JSON.parse(disk.get('curfew:curfew') ?? '')).toMatchObject({ id: 'alice', accessToken: 'a1' });
    expect(await session.logout()).toEqual(CLEAN);
    const [asked] = wire.of(LOGOUT);
    expect(asked?.body).toBe('ticket=alice.out');
    expect(asked?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(asked?.headers.authorization).toBeUndefined();
    expect([...disk.keys()]).toEqual(['curfew:curfew:epoch']);
  });

  it('runs every step, whatever some of them do, and says which failed', async () => {
    const ran: string[] = [];
    const session = open({ purgeTimeout: 50 });
    session.start(ALICE);
    const odd = [
      {
        name: 'throws',
        reset: () => {
          throw new Error('reset failed');
        },
      },
      { name: 'rejects', purge: () => Promise.reject(new Error('purge failed')) },
      {
        name: 'throws text',
        purge: () => {
          throw 'text';
        },
      },
      { name: 'hangs', purge: () => new Promise(() => undefined) },
      { name: 'no function', reset: 5, purge: 'x' },
      {
        name: 'symbol',
        reset: () => {
          throw Symbol('s');
        },
      },
      undefined,
      null,
      false,
    ] as never[];
    session.clears(...odd, {
      name: 'last',
      reset: () => ran.push('reset'),
      purge: () => void ran.push('purge'),
    });
    const report = await session.logout();
    expect(ran).toEqual(['reset', 'purge']);
    expect([report.local, report.server]).toEqual(['partial', 'revoked']);
    expect(report.errors.map(({ step, message }) => `${step}: ${message}`)).toEqual(
      expect.arrayContaining([
        'throws: reset failed',
        'rejects: purge failed',
        'throws text: text',
        'symbol: Symbol(s)',
        expect.stringMatching(/^hangs: .*time/),
        expect.stringMatching(/^no function: .*not a function/),
      ]),
    );
  });

  it('aborts the signal of a step that is too slow', async () => {
    const session = open({ purgeTimeout: 20 });
    let aborted: Promise<unknown> | undefined;
    session.clears({
      name: 'slow',
      purge: (signal) =>
        (aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))),
    });
    expect((await session.logout()).local).toBe('partial');
    await aborted;
  });

  it('answers all who ask meanwhile with one promise, a step and a listener too', async () => {
    const session = open();
    session.start(ALICE);
    const asked: Promise<LogoutReport>[] = [];
    session.clears({ name: 'again', reset: () => void asked.push(session.logout(), session.expire()) });
    session.subscribe(() => void asked.push(session.logout()));
    session.signal.addEventListener('abort', () => void asked.push(session.logout()));
    asked.push(session.logout(), session.logout(), session.expire());
    expect(asked).toHaveLength(7);
    expect(new Set(await Promise.all(asked)).size).toBe(1);
    expect([session.epoch, wire.of(LOGOUT).length]).toEqual([1, 1]);
  });

  it('cleans up though nobody is signed in, as often as it is asked', async () => {
    const purge = vi.fn<() => void>();
    const session = open();
    session.clears({ name: 'one', purge });
    expect(await session.logout()).toEqual({ ...CLEAN, server: 'none' });
    expect(await session.logout()).toEqual({ ...CLEAN, server: 'none' });
    expect([purge.mock.calls.length, wire.asked.length]).toEqual([2, 0]);
  });

  it('waits for the server no longer than it may', async () => {
    wire.answers.set(LOGOUT, () => undefined);
    const session = open({ timeout: 50 });
    session.start(ALICE);
    expect(await session.logout()).toEqual({ ...CLEAN, server: 'queued' });
    session.close();
  });

  it('calls onSignedOut once with the report, and goes on when that throws or a listener does', async () => {
    const reported = vi.fn<(error: Error) => void>();
    vi.stubGlobal('reportError', reported);
    const onSignedOut = vi.fn<() => void>(() => {
      throw new Error('mine');
    });
    const heard = vi.fn<() => void>();
    const session = open({ onSignedOut });
    session.subscribe(() => {
      throw new Error('listener');
    });
    const stop = session.subscribe(heard);
    session.start(ALICE);
    expect(await session.logout()).toEqual(CLEAN);
    expect(onSignedOut).toHaveBeenCalledExactlyOnceWith(CLEAN);
    expect(heard).toHaveBeenCalledTimes(2);
    expect(reported.mock.calls.map(([error]) => error.message)).toEqual(['listener', 'listener', 'mine']);
    stop();
    session.start(ALICE);
    expect(heard).toHaveBeenCalledTimes(2);
    await session.logout();
  });

  it('takes steps off again', async () => {
    const purge = vi.fn<() => void>();
    const session = open();
    session.clears({ name: 'one', purge })();
    await session.logout();
    expect(purge).not.toHaveBeenCalled();
  });

  it('does not send away who has signed in since', async () => {
    const onSignedOut = vi.fn<() => void>();
    let finish = (): void => undefined;
    const session = open({ onSignedOut });
    session.clears({ name: 'slow', purge: () => new Promise<void>((resolve) => (finish = resolve)) });
    session.start(ALICE);
    const done = session.logout();
    session.start({ session: 'bob', ticket: 'bob.out', accessToken: 'b1' });
    finish();
    expect(await done).toMatchObject({ local: 'clean', remote: false });
    expect(onSignedOut).not.toHaveBeenCalled();
    expect([session.id, await session.token()]).toEqual(['bob', 'b1']);
  });

  it('ends at the server a session that a reload has forgotten here', async () => {
    open().start(ALICE);
    const reloaded = open();
    expect(reloaded.signedIn).toBe(false);
    expect(await reloaded.logout()).toEqual(CLEAN);
    expect(wire.of(LOGOUT).map(({ body }) => body)).toEqual(['ticket=alice.out']);
  });

  it('without a ticket shows the server the token, and says when it was not confirmed', async () => {
    const { ticket: _, ...ticketless } = ALICE;
    const session = open();
    session.start(ticketless);
    expect(await session.logout()).toEqual(CLEAN);
    expect(wire.of(LOGOUT)[0]?.headers.authorization).toBe('Bearer a1');
    wire.answers.set(LOGOUT, 503);
    session.start(ticketless);
    expect(await session.logout()).toEqual({ ...CLEAN, server: 'none' });
    expect([...disk.keys()]).toEqual(['curfew:curfew:epoch']);
  });
});

it('stays over though its record comes back, written by a tab that refreshed at the same moment', async () => {
  const [here, there] = [open({ tokens: 'local' }), open({ tokens: 'local' })];
  here.start(ALICE);
  const record = disk.get('curfew:curfew') ?? '';
  await here.logout();
  disk.set('curfew:curfew', record);
  for (const session of [here, there, open({ tokens: 'local' })]) expect(session.id).toBeUndefined();
});

describe('start', () => {
  it('over another session ends that at the server, resets, and sends nobody away', async () => {
    const onSignedOut = vi.fn<() => void>();
    const reset = vi.fn<() => void>();
    const session = open({ onSignedOut });
    session.clears({ name: 'one', reset });
    session.start(ALICE);
    const { signal } = session;
    session.start({ session: 'bob', ticket: 'bob.out', accessToken: 'b1' });
    expect([session.id, session.epoch, signal.aborted, session.signal.aborted]).toEqual([
      'bob',
      1,
      true,
      false,
    ]);
    expect(reset).toHaveBeenCalledTimes(1);
    await until(() => wire.of(LOGOUT).length > 0 && !disk.has('curfew:curfew:outbox'));
    expect(wire.of(LOGOUT).map(({ body }) => body)).toEqual(['ticket=alice.out']);
    expect(onSignedOut).not.toHaveBeenCalled();
  });

  it('with the same session again takes what is new of it', async () => {
    const heard = vi.fn<() => void>();
    const session = open();
    session.start(ALICE);
    session.subscribe(heard);
    session.start({ session: 'alice', accessToken: 'a2' });
    expect([session.epoch, await session.token(), heard.mock.calls.length]).toEqual([0, 'a2', 0]);
    await session.logout();
    expect(wire.of(LOGOUT).map(({ body }) => body)).toEqual(['ticket=alice.out']);
  });

  it('names a session that the server does not name', () => {
    const session = open();
    session.start({ accessToken: 'x' });
    const { id } = session;
    expect(id).toBeTruthy();
    session.start({ accessToken: 'y' });
    expect(session.id).not.toBe(id);
  });
});

describe('expire', () => {
  it('cleans up and tells nobody at the server, which has said so itself', async () => {
    const session = open();
    session.start(ALICE);
    expect(await session.expire()).toEqual({ local: 'clean', server: 'none', remote: true, errors: [] });
    expect([session.signedIn, wire.asked.length]).toEqual([false, 0]);
  });

  it('leaves alone what another tab is in, when this one is in nothing', async () => {
    const [other, session] = [open(), open()];
    other.start(ALICE);
    await session.expire();
    expect(other.id).toBe('alice');
  });
});

it('tells the server again after pauses that grow, until the session is over by itself', async () => {
  wire.answers.set(LOGOUT, 503);
  const over = Date.now() + 2_000;
  const session = open();
  session.start({ ...ALICE, refreshExpiresAt: over });
  expect(await session.logout()).toEqual({ ...CLEAN, server: 'queued' });
  expect(JSON.parse(disk.get('curfew:curfew:outbox') ?? '')).toEqual([
    { id: 'alice', ticket: 'alice.out', url: `${wire.url}/auth/logout`, until: over },
  ]);
  await until(() => wire.of(LOGOUT).length === 2);
  await until(() => Date.now() > over);
  // What is over is not told any more, and goes with the next that is written.
  session.start({ session: 'bob', ticket: 'bob.out' });
  expect(await session.logout()).toMatchObject({ server: 'queued' });
  expect(disk.get('curfew:curfew:outbox')).not.toContain('alice');
});

it('never pauses longer than five minutes, and is soon there again for the next', async () => {
  const pauses: number[] = [];
  const real = globalThis.setTimeout;
  // Every pause is over at once; other timers are not the client's.
  vi.stubGlobal('setTimeout', (task: () => void, ms: number, ...given: unknown[]) => {
    if (task.name !== 'flush') return real(task, ms, ...(given as []));
    pauses.push(ms);
    return real(task, 0, ...(given as []));
  });
  wire.answers.set(LOGOUT, 503);
  const session = open({ name: 'patient' });
  session.start(ALICE);
  await session.logout();
  await until(() => pauses.length > 12);
  expect(pauses.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(pauses.slice(9, 12)).toEqual([300_000, 300_000, 300_000]);
  wire.answers.set(LOGOUT, 200);
  await until(() => !disk.has('curfew:patient:outbox'));
  wire.answers.set(LOGOUT, 503);
  pauses.length = 0;
  session.start({ session: 'bob', ticket: 'bob.out' });
  await session.logout();
  await until(() => pauses.length > 3);
  expect(pauses.slice(0, 2)).toEqual([1_000, 2_000]);
  wire.answers.set(LOGOUT, 200);
  await until(() => !disk.has('curfew:patient:outbox'));
});

it('guardFetch is the fetch of the session', () => {
  const session = open();
  expect(guardFetch(session)).toBe(session.fetch);
});
