import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query/react';

export const api = createApi({
  baseQuery: fetchBaseQuery({
    baseUrl: process.env.REACT_APP_API,
    credentials: 'include',
    prepareHeaders: (headers) => {
      const csrf = document.querySelector('meta[name=csrf-token]')?.content;
      if (csrf) headers.set('X-CSRF-Token', csrf);
      return headers;
    },
  }),
  tagTypes: ['Ticket', 'Viewer'],
  endpoints: (builder) => ({
    viewer: builder.query({ query: () => 'viewer', providesTags: ['Viewer'] }),
    tickets: builder.query({
      query: ({ status, page = 1 }) => `tickets?status=${status}&page=${page}`,
      providesTags: ['Ticket'],
    }),
    closeTicket: builder.mutation({
      query: (id) => ({ url: `tickets/${id}/close`, method: 'POST' }),
      invalidatesTags: ['Ticket'],
    }),
    login: builder.mutation({
      query: (body) => ({ url: 'login', method: 'POST', body }),
      invalidatesTags: ['Viewer'],
    }),
    logout: builder.mutation({
      query: () => ({ url: 'logout', method: 'POST' }),
    }),
  }),
});

export const {
  useViewerQuery,
  useTicketsQuery,
  useCloseTicketMutation,
  useLoginMutation,
  useLogoutMutation,
} = api;
