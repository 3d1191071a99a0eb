import { createAsyncThunk, createSlice } from '@reduxjs/toolkit';

type User = { id: string; email: string };

export const fetchUser = createAsyncThunk<User>('auth/user', async () => {
  const res = await fetch('/api/user', { credentials: 'same-origin' });
  if (!res.ok) throw new Error('unauthenticated');
  return res.json();
});

export const logout = createAsyncThunk('auth/logout', async () => {
  const csrf = document.querySelector<HTMLMetaElement>('meta[name=csrf-token]')?.content ?? '';
  await fetch('/api/logout', { method: 'POST', credentials: 'same-origin', headers: { 'X-CSRF-Token': csrf } });
});

export const auth = createSlice({
  name: 'auth',
  initialState: { user: null as User | null },
  reducers: {},
  extraReducers: (builder) => {
    builder.addCase(fetchUser.fulfilled, (s, a) => {
      s.user = a.payload;
    });
    builder.addCase(logout.fulfilled, (s) => {
      s.user = null;
    });
  },
});
