import { createApi, type BaseQueryFn } from '@reduxjs/toolkit/query/react';
import axios, { type AxiosRequestConfig } from 'axios';
import type { Session } from 'curfew';
import { axiosGuard } from 'curfew/axios';
import { session } from './session.ts';

/** Refreshes once after a 401 and tries again, signs out when that is refused, and is aborted by the sign-out. */
const http = axios.create();
axiosGuard(session, http);

/** What went wrong: the status of the answer, or 0 when there was none. */
interface Failure {
  readonly status: number;
}

const ask: BaseQueryFn<AxiosRequestConfig, unknown, Failure> = async (request, { signal }) => {
  try {
    const { data } = await http.request<unknown>({ ...request, signal });
    return { data };
  } catch (error) {
    return { error: { status: axios.isAxiosError(error) ? (error.response?.status ?? 0) : 0 } };
  }
};

interface Me {
  readonly sub: string;
}

/** A session in the list of its owner. */
export type Listed = Session & { readonly current: boolean };

/** What needs a login. The cookies go along by themselves; no script here ever sees a token. */
export const api = createApi({
  baseQuery: ask,
  tagTypes: ['Sessions'],
  endpoints: (build) => ({
    me: build.query<Me, void>({ query: () => ({ url: '/api/me' }) }),
    sessions: build.query<readonly Listed[], void>({
      query: () => ({ url: '/auth/sessions' }),
      transformResponse: ({ sessions }: { sessions: readonly Listed[] }) => sessions,
      providesTags: ['Sessions'],
    }),
    endSession: build.mutation<unknown, string>({
      query: (id) => ({ url: `/auth/sessions/${encodeURIComponent(id)}`, method: 'DELETE' }),
      invalidatesTags: ['Sessions'],
    }),
    logOutOthers: build.mutation<unknown, void>({
      query: () => ({ url: '/auth/logout/others', method: 'POST' }),
      invalidatesTags: ['Sessions'],
    }),
    logOutEverywhere: build.mutation<unknown, void>({
      query: () => ({ url: '/auth/logout/everywhere', method: 'POST' }),
    }),
  }),
});
