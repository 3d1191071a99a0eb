import { MutationObserver, QueryClient, QueryObserver } from '@tanstack/react-query';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { later, settled } from '../../test/support/client/later.ts';
import { MemoryStorage } from '../../test/support/client/memory-storage.ts';
import { openSession } from '../../test/support/client/session.ts';
import type { ClientSession } from '../client/types.ts';
import { tanstack } from './index.ts';

const ALICE = 'alice@people.test';

let session: ClientSession;
let client: QueryClient;
let observer: QueryObserver<string>;
const asks = vi.fn<() => Promise<string>>();

/** All that is held: in the caches, and in what a component shows. */
function held(): string {
  const queries = client.getQueryCache().getAll();
  const mutations = client.getMutationCache().getAll();
  return JSON.stringify([
    queries.map(({ state }) => state),
    mutations.map(({ state }) => state),
    observer.getCurrentResult(),
  ]);
}

beforeEach(() => {
  vi.stubGlobal('localStorage', new MemoryStorage());
  session = openSession();
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.mount();
  asks.mockReset().mockResolvedValue(ALICE);
  observer = new QueryObserver<string>(client, { queryKey: ['me'], queryFn: asks });
  session.clears(tanstack(session, client));
  session.start({ session: 'a', accessToken: 'at-a' });
  return () => {
    client.unmount();
    client.clear();
    session.close();
    vi.unstubAllGlobals();
  };
});

describe('what was there', () => {
  it('is gone from the cache and from what is shown, which is not asked for again', async () => {
    const shown: unknown[] = [];
    observer.subscribe(({ data }) => shown.push(data));
    await vi.waitUntil(() => observer.getCurrentResult().data === ALICE);
    client.setQueryData(['other'], ALICE);
    await session.logout();
    await settled();
    await vi.waitUntil(() => shown.at(-1) === undefined);
    expect(held()).not.toMatch(/alice/);
    expect(asks).toHaveBeenCalledTimes(1);
    expect(
      client
        .getQueryCache()
        .getAll()
        .map(({ queryKey }) => queryKey),
    ).toEqual([['me']]);
  });

  it('is gone from a mutation that is shown', async () => {
    const renaming = new MutationObserver(client, { mutationFn: async (name: string) => name });
    const shown: unknown[] = [];
    renaming.subscribe(({ data }) => shown.push(data));
    await renaming.mutate(ALICE);
    expect(renaming.getCurrentResult().data).toBe(ALICE);
    await session.logout();
    await vi.waitUntil(() => shown.at(-1) === undefined);
    expect(renaming.getCurrentResult()).toMatchObject({
      data: undefined,
      variables: undefined,
      status: 'idle',
    });
    expect(held()).not.toMatch(/alice/);
  });
});

describe('what comes late', () => {
  it('does not land: a query that is shown', async () => {
    const answer = later<string>();
    asks.mockReturnValue(answer.promise);
    observer.subscribe(() => undefined);
    await session.logout();
    answer.resolve(ALICE);
    await settled();
    session.start({ session: 'b', accessToken: 'at-b' });
    await settled();
    expect(held()).not.toMatch(/alice/);
  });

  it('does not land: a query that nobody shows', async () => {
    const answer = later<string>();
    const flight = client.fetchQuery({ queryKey: ['other'], queryFn: () => answer.promise });
    const outcome = Promise.allSettled([flight]);
    await session.logout();
    answer.resolve(ALICE);
    expect(await outcome).toMatchObject([{ status: 'rejected' }]);
    await settled();
    expect(held()).not.toMatch(/alice/);
  });

  it('does not land: setQueryData, until somebody is signed in', async () => {
    const shown: unknown[] = [];
    observer.subscribe(({ data }) => shown.push(data));
    await vi.waitUntil(() => shown.at(-1) === ALICE);
    await session.logout();
    client.setQueryData(['me'], 'alice@late.test');
    client.setQueryData(['other'], 'alice@late.test');
    expect(held()).not.toMatch(/alice/);
    await settled();
    expect(shown).not.toContain('alice@late.test');
    session.start({ session: 'b', accessToken: 'at-b' });
    client.setQueryData(['me'], 'bob@people.test');
    expect(held()).toMatch(/bob/);
  });

  it('does not land: what follows a mutation, however it is rendered meanwhile', async () => {
    const answer = later<string>();
    const onSuccess = vi.fn<(email?: string) => void>((email) => void client.setQueryData(['me'], email));
    const options = { mutationFn: () => answer.promise, onSuccess, onSettled: onSuccess };
    const renaming = new MutationObserver(client, options);
    renaming.subscribe(() => undefined);
    const flight = renaming.mutate(undefined, { onSuccess });
    const outcome = Promise.allSettled([flight]);
    await settled();
    await session.logout();
    renaming.setOptions({ ...options });
    session.start({ session: 'b', accessToken: 'at-b' });
    answer.resolve(ALICE);
    expect(await outcome).toMatchObject([{ reason: { name: 'AbortError' } }]);
    expect(onSuccess).not.toHaveBeenCalled();
    expect(held()).not.toMatch(/alice/);
    expect(renaming.getCurrentResult().data).toBeUndefined();
  });

  it('is not sent again: a mutation that is retried', async () => {
    const send = vi.fn<() => Promise<string>>().mockRejectedValue(new Error('no network'));
    const renaming = new MutationObserver(client, { mutationFn: send, retry: 2, retryDelay: 100 });
    const flight = renaming.mutate();
    const outcome = Promise.allSettled([flight]);
    await vi.waitUntil(() => send.mock.calls.length === 1);
    await session.logout();
    expect(await outcome).toMatchObject([{ status: 'rejected' }]);
    expect(send).toHaveBeenCalledTimes(1);
  });
});

it('answers the next one', async () => {
  observer.subscribe(() => undefined);
  await vi.waitUntil(() => observer.getCurrentResult().data === ALICE);
  await session.logout();
  session.start({ session: 'b', accessToken: 'at-b' });
  asks.mockResolvedValue('bob@people.test');
  await observer.refetch();
  expect(observer.getCurrentResult().data).toBe('bob@people.test');
  expect(held()).not.toMatch(/alice/);
});

it('leaves public queries of who is signed out alone', async () => {
  await session.logout();
  expect(await client.fetchQuery({ queryKey: ['news'], queryFn: async () => 'news' })).toBe('news');
  expect(client.getQueryData(['news'])).toBe('news');
});
