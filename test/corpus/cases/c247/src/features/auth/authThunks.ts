import { createAsyncThunk } from '@reduxjs/toolkit';
import { http } from '../../http';

export const logoutUser = createAsyncThunk('auth/logout', async (_, { rejectWithValue }) => {
  try {
    await http.post('/auth/logout');
    localStorage.removeItem('token');
    return null;
  } catch (error) {
    return rejectWithValue(error);
  }
});
