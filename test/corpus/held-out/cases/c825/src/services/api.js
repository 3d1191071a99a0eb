import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query/react';
import { signedOut, signedIn } from '../features/auth/authSlice';

const base = fetchBaseQuery({ baseUrl: '/api/v1', credentials: 'include' });

const baseQuery = async (args, api, extra) => {
  const result = await base(args, api, extra);
  if (result.error?.status === 401 && api.endpoint !== 'login') {
    api.dispatch(signedOut());
    api.dispatch(emptyApi.util.resetApiState());
  }
  return result;
};

export const emptyApi = createApi({
  baseQuery,
  tagTypes: ['Project', 'Task'],
  endpoints: (builder) => ({
    login: builder.mutation({
      query: (credentials) => ({ url: 'login', method: 'POST', body: credentials }),
      async onQueryStarted(_, { dispatch, queryFulfilled }) {
        const { data } = await queryFulfilled;
        dispatch(signedIn(data));
      },
    }),
    logout: builder.mutation({
      query: () => ({ url: 'logout', method: 'POST' }),
      async onQueryStarted(_, { dispatch, queryFulfilled }) {
        try {
          await queryFulfilled;
        } finally {
          dispatch(signedOut());
          setTimeout(() => dispatch(emptyApi.util.resetApiState()), 0);
        }
      },
    }),
    projects: builder.query({ query: () => 'projects', providesTags: ['Project'] }),
    tasks: builder.query({
      query: (projectId) => `projects/${projectId}/tasks`,
      providesTags: (_r, _e, id) => [{ type: 'Task', id }],
    }),
  }),
});

export const { useLoginMutation, useLogoutMutation, useProjectsQuery, useTasksQuery } = emptyApi;
