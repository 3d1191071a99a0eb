import { createSlice } from '@reduxjs/toolkit';

const initialState = { token: null, isLoggedIn: false };

const authSlice = createSlice({
  name: 'auth',
  initialState,
  reducers: {
    loggedIn: (state, { payload }) => ({ token: payload.token, isLoggedIn: true }),
    logout: () => initialState,
  },
});

export const { loggedIn, logout } = authSlice.actions;
export default authSlice.reducer;
