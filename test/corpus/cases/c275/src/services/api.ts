import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query/react';

export const api = createApi({
  reducerPath: 'api',
  baseQuery: fetchBaseQuery({ baseUrl: '/api', credentials: 'include' }),
  endpoints: (build) => ({
    getOrders: build.query<unknown[], void>({ query: () => 'orders' }),
    logout: build.mutation<void, void>({ query: () => ({ url: 'logout', method: 'POST' }) }),
  }),
});

export const { useGetOrdersQuery, useLogoutMutation } = api;
