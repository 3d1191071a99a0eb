import { createAsyncThunk, createSlice } from '@reduxjs/toolkit';
import { api } from '../../app/api';

export interface User { id: string; name: string; taxNumber: string }

export const loadUser = createAsyncThunk('user/load', async () => (await api.get<User>('/me')).data);

export const userSlice = createSlice({
  name: 'user',
  initialState: { current: null as User | null },
  reducers: {},
  extraReducers: (builder) => {
    builder.addCase(loadUser.fulfilled, (state, { payload }) => {
      state.current = payload;
    });
  },
});
