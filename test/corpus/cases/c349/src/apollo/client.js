import { ApolloClient, HttpLink, from } from '@apollo/client';
import { onError } from '@apollo/client/link/error';
import { cache, isLoggedInVar } from './cache';

const errors = onError(({ graphQLErrors }) => {
  if (graphQLErrors?.some((e) => e.extensions?.code === 'UNAUTHENTICATED')) isLoggedInVar(false);
});

export const client = new ApolloClient({
  link: from([errors, new HttpLink({ uri: '/graphql', credentials: 'include' })]),
  cache,
});
