import { createAsyncThunk, createSlice, isAnyOf } from '@reduxjs/toolkit';
import axios from 'axios';

export const loginUser = createAsyncThunk('auth/loginUser', async (form, { rejectWithValue }) => {
  try {
    const { data } = await axios.post('/api/auth/login', form);
    return data;
  } catch (err) {
    return rejectWithValue(err.response?.data ?? { message: 'Network error' });
  }
});

export const logoutUser = createAsyncThunk('auth/logoutUser', () => axios.post('/api/auth/logout').then(() => null));
export const logoutEverywhere = createAsyncThunk('auth/logoutEverywhere', () =>
  axios.delete('/api/auth/sessions').then(() => null),
);

const auth = createSlice({
  name: 'auth',
  initialState: { isAuthenticated: false, error: null },
  reducers: {},
  extraReducers: (builder) =>
    builder
      .addCase(loginUser.fulfilled, () => ({ isAuthenticated: true, error: null }))
      .addCase(loginUser.rejected, (state, { payload }) => { state.error = payload.message; })
      .addMatcher(isAnyOf(logoutUser.fulfilled, logoutEverywhere.fulfilled), () => ({ isAuthenticated: false, error: null })),
});

export default auth.reducer;
