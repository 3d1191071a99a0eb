import { createAsyncThunk, createSlice } from '@reduxjs/toolkit';
import { api } from '../../app/api';

export const signIn = createAsyncThunk('auth/signIn', async (body: { email: string; password: string }) => {
  const { data } = await api.post('/auth/sign-in', body);
  return data as { sessionId: string };
});

export const signOut = createAsyncThunk('auth/signOut', async () => {
  await api.post('/auth/sign-out');
});

export const authSlice = createSlice({
  name: 'auth',
  initialState: { sessionId: null as string | null },
  reducers: {},
  extraReducers: (builder) => {
    builder.addCase(signIn.fulfilled, (state, { payload }) => {
      state.sessionId = payload.sessionId;
    });
  },
});
