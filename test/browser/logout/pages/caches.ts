import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query';
import { QueryClient, QueryObserver } from '@tanstack/react-query';

/** Where the other libraries keep what the server said, the same in both applications. */

/** The value of the `Authorization` header; nothing when there is none. */
export type Authorization = () => Promise<Record<string, string>>;

const ME = gql`
  query Me {
    me {
      id
      email
    }
  }
`;

export function createPeopleApi(server: string, authorization: Authorization) {
  const baseQuery = fetchBaseQuery({ baseUrl: `${server || location.origin}/api` });
  return createApi({
    reducerPath: 'people',
    baseQuery: async (path: string, api, extra) =>
      baseQuery({ url: path, headers: await authorization() }, api, extra),
    endpoints: (builder) => ({ me: builder.query<{ email: string }, string>({ query: (path) => path }) }),
  });
}

export function createApollo(server: string, authorization: Authorization): ApolloClient {
  const link = new HttpLink({
    uri: `${server}/graphql`,
    fetch: async (url, init) =>
      fetch(url, { ...init, headers: { ...(init?.headers as object), ...(await authorization()) } }),
  });
  return new ApolloClient({ link, cache: new InMemoryCache() });
}

export async function askApollo(apollo: ApolloClient): Promise<void> {
  await apollo.query({ query: ME, fetchPolicy: 'network-only' });
}

/** A query client, with a query that somebody on the page observes. */
export class Queries {
  readonly client: QueryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  readonly #observer: QueryObserver<string, Error, string, string, string[]>;

  constructor(load: () => Promise<string>) {
    this.#observer = new QueryObserver(this.client, { queryKey: ['me'], queryFn: load, enabled: false });
    this.#observer.subscribe(() => undefined);
  }

  async ask(): Promise<void> {
    await this.#observer.refetch();
  }

  /** Everything in the cache, and what the observer shows. */
  held(): string {
    const cached = this.client.getQueryCache().getAll();
    return JSON.stringify([cached.map(({ state }) => state.data), this.#observer.getCurrentResult().data]);
  }
}
