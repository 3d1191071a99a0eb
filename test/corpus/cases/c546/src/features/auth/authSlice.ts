import { createAsyncThunk, createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { authService, type Credentials, type AuthResponse } from './authService';
import type { RootState } from '../../app/store';

interface AuthState {
  user: AuthResponse['user'] | null;
  accessToken: string | null;
  status: 'idle' | 'loading' | 'failed';
  error?: string;
}

const stored = sessionStorage.getItem('auth');
const initialState: AuthState = stored
  ? { ...JSON.parse(stored), status: 'idle' }
  : { user: null, accessToken: null, status: 'idle' };

export const login = createAsyncThunk('auth/login', async (credentials: Credentials, { rejectWithValue }) => {
  try {
    const res = await authService.login(credentials);
    sessionStorage.setItem('auth', JSON.stringify({ user: res.user, accessToken: res.accessToken }));
    return res;
  } catch (e) {
    return rejectWithValue((e as Error).message);
  }
});

const authSlice = createSlice({
  name: 'auth',
  initialState,
  reducers: {
    loggedOut(state) {
      sessionStorage.removeItem('auth');
      state.user = null;
      state.accessToken = null;
      state.status = 'idle';
    },
    profileUpdated(state, action: PayloadAction<AuthResponse['user']>) {
      state.user = action.payload;
    },
  },
  extraReducers: (builder) => {
    builder
      .addCase(login.pending, (state) => { state.status = 'loading'; state.error = undefined; })
      .addCase(login.fulfilled, (state, { payload }) => {
        state.status = 'idle';
        state.user = payload.user;
        state.accessToken = payload.accessToken;
      })
      .addCase(login.rejected, (state, { payload }) => {
        state.status = 'failed';
        state.error = payload as string;
      });
  },
});

export const { loggedOut, profileUpdated } = authSlice.actions;
export const selectUser = (s: RootState) => s.auth.user;
export default authSlice.reducer;
