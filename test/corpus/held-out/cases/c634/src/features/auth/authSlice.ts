import { createAsyncThunk, createSlice, PayloadAction } from '@reduxjs/toolkit';
import * as SecureStore from 'expo-secure-store';
import { http } from '../../lib/http';
import type { AuthUser, Credentials, Tokens } from './types';

const ACCESS = 'acc_tok';
const REFRESH = 'ref_tok';

interface AuthState {
  user: AuthUser | null;
  status: 'idle' | 'busy' | 'error';
  error?: string;
}

const initialState: AuthState = { user: null, status: 'idle' };

async function keep(tokens: Tokens) {
  await SecureStore.setItemAsync(ACCESS, tokens.accessToken);
  await SecureStore.setItemAsync(REFRESH, tokens.refreshToken);
}

export const signIn = createAsyncThunk<AuthUser, Credentials, { rejectValue: string }>(
  'auth/signIn',
  async (credentials, { rejectWithValue }) => {
    try {
      const res = await http.post<{ user: AuthUser } & Tokens>('/v1/auth/sign-in', credentials);
      await keep(res.data);
      return res.data.user;
    } catch (e: any) {
      return rejectWithValue(e?.response?.data?.message ?? 'Something went wrong');
    }
  },
);

export const restore = createAsyncThunk('auth/restore', async () => {
  const token = await SecureStore.getItemAsync(ACCESS);
  if (!token) return null;
  const res = await http.get<AuthUser>('/v1/auth/profile');
  return res.data;
});

export const signOut = createAsyncThunk('auth/signOut', async () => {
  await Promise.all([
    SecureStore.deleteItemAsync(ACCESS),
    SecureStore.deleteItemAsync(REFRESH),
  ]);
});

const slice = createSlice({
  name: 'auth',
  initialState,
  reducers: {
    avatarChanged(state, action: PayloadAction<string>) {
      if (state.user) state.user.avatarUrl = action.payload;
    },
  },
  extraReducers: (b) => {
    b.addCase(signIn.pending, (s) => { s.status = 'busy'; s.error = undefined; })
      .addCase(signIn.fulfilled, (s, a) => { s.status = 'idle'; s.user = a.payload; })
      .addCase(signIn.rejected, (s, a) => { s.status = 'error'; s.error = a.payload; })
      .addCase(restore.fulfilled, (s, a) => { s.user = a.payload; })
      .addCase(signOut.fulfilled, () => initialState);
  },
});

export const { avatarChanged } = slice.actions;
export default slice.reducer;
