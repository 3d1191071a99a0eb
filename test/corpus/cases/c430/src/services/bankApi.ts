import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query/react';
import { signedIn, signedOut } from '../features/auth/authSlice';

export interface Account { id: string; iban: string; balance: number }
export interface Statement { id: string; bookedAt: string; amount: number; text: string }

export const bankApi = createApi({
  reducerPath: 'bankApi',
  baseQuery: fetchBaseQuery({ baseUrl: '/api', credentials: 'include' }),
  tagTypes: ['Accounts', 'Statements'],
  keepUnusedDataFor: 600,
  endpoints: (build) => ({
    getAccounts: build.query<Account[], void>({
      query: () => 'accounts',
      providesTags: ['Accounts'],
    }),
    getStatements: build.query<Statement[], string>({
      query: (accountId) => `accounts/${accountId}/statements`,
      providesTags: (_r, _e, id) => [{ type: 'Statements', id }],
    }),
    transfer: build.mutation<void, { from: string; to: string; amount: number }>({
      query: (body) => ({ url: 'transfers', method: 'POST', body }),
      invalidatesTags: ['Accounts', 'Statements'],
    }),
    login: build.mutation<{ id: string; name: string }, { number: string; pin: string }>({
      query: (body) => ({ url: 'session', method: 'POST', body }),
      async onQueryStarted(_arg, { dispatch, queryFulfilled }) {
        const { data } = await queryFulfilled;
        dispatch(signedIn(data));
      },
    }),
    logout: build.mutation<void, void>({
      query: () => ({ url: 'session', method: 'DELETE' }),
      async onQueryStarted(_arg, { dispatch, queryFulfilled }) {
        await queryFulfilled;
        dispatch(signedOut());
      },
    }),
  }),
});

export const {
  useGetAccountsQuery,
  useGetStatementsQuery,
  useTransferMutation,
  useLoginMutation,
  useLogoutMutation,
} = bankApi;
