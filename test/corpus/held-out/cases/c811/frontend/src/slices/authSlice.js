import { createAsyncThunk, createSlice } from '@reduxjs/toolkit';
import axios from 'axios';

const saved = localStorage.getItem('userInfo');

export const logout = createAsyncThunk('auth/logout', async (_, { getState }) => {
  const { token } = getState().auth.userInfo;
  try {
    await axios.post('/api/users/logout', null, { headers: { Authorization: `Bearer ${token}` } });
  } finally {
    localStorage.removeItem('userInfo');
  }
});

const authSlice = createSlice({
  name: 'auth',
  initialState: { userInfo: saved ? JSON.parse(saved) : null },
  reducers: {
    setCredentials: (state, action) => {
      state.userInfo = action.payload;
      localStorage.setItem('userInfo', JSON.stringify(action.payload));
    },
  },
  extraReducers: (builder) => {
    builder.addMatcher(
      (a) => a.type === logout.fulfilled.type || a.type === logout.rejected.type,
      (state) => {
        state.userInfo = null;
      },
    );
  },
});

export const { setCredentials } = authSlice.actions;
export default authSlice.reducer;
