import { createApi } from '@reduxjs/toolkit/query/react';
import { baseQuery } from './baseQuery';

export const identityApi = createApi({
  reducerPath: 'identity',
  baseQuery,
  endpoints: (b) => ({
    me: b.query<{ id: string; name: string }, void>({ query: () => '/identity/me' }),
    login: b.mutation<void, { email: string; password: string }>({
      query: (body) => ({ url: '/identity/login', method: 'POST', body }),
    }),
    logout: b.mutation<void, void>({
      query: () => ({ url: '/identity/logout', method: 'POST' }),
    }),
  }),
});

export const { useMeQuery, useLoginMutation, useLogoutMutation } = identityApi;
