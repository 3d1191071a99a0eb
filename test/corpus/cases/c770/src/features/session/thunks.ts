import { createAsyncThunk } from '@reduxjs/toolkit';
import { http } from '../../http';

export const logIn = createAsyncThunk('session/logIn', async (body: { login: string; password: string }) => {
  const { data } = await http.post('/login', body);
  return data as { studentId: string };
});

export const logOut = createAsyncThunk('session/logOut', async () => {
  await http.post('/logout');
});
