import { createAsyncThunk, createSlice } from '@reduxjs/toolkit';
import { http } from '../lib/http';

interface AuthState { userId: string | null; loading: boolean }
const initialState: AuthState = { userId: null, loading: false };

export const login = createAsyncThunk('auth/login', async (body: { email: string; password: string }) => {
  const { data } = await http.post<{ userId: string }>('/auth/login', body);
  return data;
});

export const logout = createAsyncThunk('auth/logout', async () => {
  await http.post('/auth/logout');
});

const slice = createSlice({
  name: 'auth',
  initialState,
  reducers: {},
  extraReducers: (b) => {
    b.addCase(login.pending, (s) => { s.loading = true; });
    b.addCase(login.fulfilled, (s, a) => { s.loading = false; s.userId = a.payload.userId; });
    b.addCase(login.rejected, (s) => { s.loading = false; });
    b.addCase(logout.fulfilled, () => initialState);
  },
});

export default slice.reducer;
