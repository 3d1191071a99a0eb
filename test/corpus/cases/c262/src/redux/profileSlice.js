import { createSlice } from '@reduxjs/toolkit';
import { logout } from './authSlice';

const initialState = { user: null, addresses: [], orders: [] };

const profileSlice = createSlice({
  name: 'profile',
  initialState,
  reducers: {
    setProfile: (state, { payload }) => ({ ...state, ...payload }),
  },
  extraReducers: (builder) => {
    builder.addCase(logout, () => initialState);
  },
});

export const { setProfile } = profileSlice.actions;
export default profileSlice.reducer;
