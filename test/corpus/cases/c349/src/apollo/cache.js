import { InMemoryCache, makeVar } from '@apollo/client';

export const isLoggedInVar = makeVar(document.cookie.includes('signed_in=1'));

export const cache = new InMemoryCache({
  typePolicies: {
    Query: {
      fields: {
        isLoggedIn: { read: () => isLoggedInVar() },
        messages: {
          keyArgs: ['teamId'],
          merge: (existing = [], incoming) => [...existing, ...incoming],
        },
      },
    },
  },
});
