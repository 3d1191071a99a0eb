import { ApolloClient, ApolloLink, gql, InMemoryCache, Observable } from '@apollo/client';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { settled } from '../../test/support/client/later.ts';
import { MemoryStorage } from '../../test/support/client/memory-storage.ts';
import { openSession } from '../../test/support/client/session.ts';
import type { ClientSession } from '../client/types.ts';
import { apollo } from './index.ts';

const ME = gql`
  query Me {
    me {
      id
      email
    }
  }
`;
const RENAME = gql`
  mutation Rename {
    rename {
      id
      email
    }
  }
`;
const NEWS = gql`
  subscription News {
    news {
      id
      email
    }
  }
`;

let session: ClientSession;
let client: ApolloClient;
/** What was asked and has not been answered. */
let asked: ((email: string) => void)[];

const answer = async (email: string): Promise<void> => {
  for (const one of asked.splice(0)) one(email);
  await settled();
};
const held = () => JSON.stringify(client.extract());

beforeEach(() => {
  vi.stubGlobal('localStorage', new MemoryStorage());
  session = openSession();
  asked = [];
  const link = new ApolloLink(
    () =>
      new Observable((observer) => {
        asked.push((email) => {
          const person = { __typename: 'Person', id: '1', email };
          observer.next({ data: { me: person, rename: person, news: person } });
          observer.complete();
        });
      }),
  );
  client = new ApolloClient({ cache: new InMemoryCache(), link });
  session.clears(apollo(client));
  session.start({ session: 'a', accessToken: 'at-a' });
  return () => {
    client.stop();
    session.close();
    vi.unstubAllGlobals();
  };
});

describe('what was there', () => {
  it('is gone from the cache and from what is shown, which is not asked for again', async () => {
    const shown: unknown[] = [];
    const query = client.watchQuery<{ me: { email: string } }>({ query: ME });
    query.subscribe(({ data }) => shown.push(data?.me?.email));
    await settled();
    await answer('alice@people.test');
    expect(shown.at(-1)).toBe('alice@people.test');
    await session.logout();
    await settled();
    expect(held()).toBe('{}');
    expect(shown.at(-1)).toBeUndefined();
    expect(query.getCurrentResult().data).toBeUndefined();
    expect(asked).toHaveLength(0);
    expect(query.options.fetchPolicy).toBe('cache-first');
  });
});

describe('what comes late', () => {
  it.each([
    ['a query', () => client.query({ query: ME })],
    ['a mutation', () => client.mutate({ mutation: RENAME })],
    [
      'a mutation that was believed in',
      () =>
        client.mutate({
          mutation: RENAME,
          optimisticResponse: { rename: { __typename: 'Person', id: '1', email: 'alice@hoped.test' } },
        }),
    ],
  ])('does not land: %s', async (_what, ask) => {
    const flight = ask();
    const outcome = Promise.allSettled([flight]);
    await settled();
    expect(asked).toHaveLength(1);
    await session.logout();
    expect(await outcome).toMatchObject([{ reason: { name: 'AbortError' } }]);
    session.start({ session: 'b', accessToken: 'at-b' });
    await answer('alice@people.test');
    expect(held()).toBe('{}');
  });

  it('does not land: a query that is shown', async () => {
    const shown: unknown[] = [];
    const query = client.watchQuery({ query: ME });
    query.subscribe({ next: ({ data }) => shown.push(data) });
    await settled();
    await session.logout();
    await answer('alice@people.test');
    expect(held()).toBe('{}');
    expect(JSON.stringify(shown)).not.toMatch(/alice/);
  });

  it('does not land: news of a subscription, which ends', async () => {
    const ended = vi.fn<(what?: unknown) => void>();
    client.subscribe({ query: NEWS }).subscribe({ next: ended, error: ended, complete: ended });
    await settled();
    await session.logout();
    await answer('alice@people.test');
    expect(held()).toBe('{}');
    expect(JSON.stringify(ended.mock.calls)).not.toMatch(/alice/);
  });
});

it('answers the next one, and what is still shown', async () => {
  const query = client.watchQuery<{ me: { email: string } }>({ query: ME });
  query.subscribe(() => undefined);
  await settled();
  await answer('alice@people.test');
  await session.logout();
  session.start({ session: 'b', accessToken: 'at-b' });
  const flight = query.refetch();
  await settled();
  await answer('bob@people.test');
  expect((await flight).data?.me.email).toBe('bob@people.test');
  expect(query.getCurrentResult().data?.me?.email).toBe('bob@people.test');
  expect(held()).not.toMatch(/alice/);
});
