import { configureStore, createAsyncThunk, createSlice } from '@reduxjs/toolkit';
import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query/react';

export const patientsApi = createApi({
  reducerPath: 'patients',
  baseQuery: fetchBaseQuery({ baseUrl: '/api/patients' }),
  endpoints: (build) => ({ list: build.query({ query: () => '' }), one: build.query({ query: (id) => id }) }),
});

export const logout = createAsyncThunk('session/logout', async () => {
  const answer = await fetch('/api/logout', { method: 'POST' });
  if (!answer.ok) throw new Error('logout failed');
});

const session = createSlice({
  name: 'session',
  initialState: { doctor: null },
  reducers: {},
  extraReducers: (builder) => {
    builder.addCase(logout.fulfilled, (state) => {
      state.doctor = null;
    });
  },
});

export const store = configureStore({
  reducer: { session: session.reducer, [patientsApi.reducerPath]: patientsApi.reducer },
  middleware: (getDefault) => getDefault().concat(patientsApi.middleware),
});
