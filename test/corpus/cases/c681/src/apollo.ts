import { ApolloClient, createHttpLink, from, InMemoryCache } from '@apollo/client';
import { onError } from '@apollo/client/link/error';

const httpLink = createHttpLink({ uri: '/graphql', credentials: 'include' });

const errorLink = onError(({ graphQLErrors, networkError }) => {
  graphQLErrors?.forEach(({ message, path }) => console.error(`[graphql] ${path}: ${message}`));
  if (networkError) console.error(`[network] ${networkError}`);
});

export const client = new ApolloClient({
  link: from([errorLink, httpLink]),
  cache: new InMemoryCache({
    typePolicies: { Query: { fields: { messages: { keyArgs: ['threadId'], merge: (a = [], b) => [...a, ...b] } } } },
  }),
});
