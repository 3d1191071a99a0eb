import { createAsyncThunk } from '@reduxjs/toolkit';
import { TOKEN_KEY, USER_KEY } from '../../constants';
import { http } from '../../http';

export const loginUser = createAsyncThunk('auth/login', async (body: { email: string; password: string }) => {
  const { data } = await http.post('/auth/login', body);
  localStorage.setItem(TOKEN_KEY, data.token);
  localStorage.setItem(USER_KEY, JSON.stringify(data.user));
  return data.user;
});

export const logoutUser = createAsyncThunk('auth/logout', async () => {
  localStorage.removeItem(TOKEN_KEY);
  localStorage.removeItem(USER_KEY);
  return null;
});
