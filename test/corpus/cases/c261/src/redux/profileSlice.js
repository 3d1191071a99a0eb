import { createSlice } from '@reduxjs/toolkit';

const profileSlice = createSlice({
  name: 'profile',
  initialState: { user: null, addresses: [], orders: [] },
  reducers: {
    setProfile: (state, { payload }) => ({ ...state, ...payload }),
  },
});

export const { setProfile } = profileSlice.actions;
export default profileSlice.reducer;
